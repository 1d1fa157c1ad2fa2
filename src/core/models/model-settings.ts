import type { ModelProvider } from "../../schema/model-provider.ts";
import { EpicError } from "../errors.ts";

/** A model as it is called: nothing is left to be decided. */
export interface ModelSettings {
  /** Of the provider, for people. */
  readonly name: string;
  readonly type: ModelProvider["type"];
  readonly model: string;
  /** As the client of the type knows it, where absent. */
  readonly baseUrl: string | undefined;
  readonly key: KeySource;
  readonly headers: Readonly<Record<string, string>>;
  readonly temperature: number | undefined;
  readonly maxOutputTokens: number | undefined;
  /** Seconds. */
  readonly timeout: number | undefined;
  readonly repairs: number;
  readonly grounding: "rulebook" | "none";
  readonly structured: "schema" | "json" | "prompt";
}

/** Where a key is looked for: in a file where one is named, else in the first variable that is set. */
export interface KeySource {
  readonly file: string | undefined;
  readonly variables: readonly string[];
  /** Without it nobody answers; a server of one's own may ask for none. */
  readonly required: boolean;
}

/** Throws INVALID_INPUT where nobody says which model. */
export function modelSettings(
  name: string,
  provider: ModelProvider,
  chosen: string | undefined,
): ModelSettings {
  const {
    type,
    headers = {},
    temperature,
    timeout,
    repairs = 2,
    grounding = "rulebook",
  } = provider;
  const model = chosen ?? provider.model;
  if (model === undefined) {
    throw new EpicError("INVALID_INPUT", `Nobody says which model of ${name} is to answer`, {
      hint: `write it after a colon, as in provider: ${name}:${EXAMPLES[type]}, or set providers.${name}.model`,
    });
  }
  return {
    name,
    type,
    model,
    baseUrl: provider.baseUrl?.replace(/\/+$/, ""),
    key: keySource(provider),
    headers,
    temperature,
    maxOutputTokens: provider.maxOutputTokens ?? MOST_TOKENS[type],
    timeout,
    repairs,
    grounding,
    structured:
      provider.type === "openai-compatible" ? (provider.structured ?? "schema") : "schema",
  };
}

const EXAMPLES: Readonly<Record<ModelProvider["type"], string>> = {
  anthropic: "claude-sonnet-4-5",
  openai: "gpt-5.4",
  google: "gemini-2.5-pro",
  "openai-compatible": "llama3.1",
};

/** Anthropic asks for a limit; whoever names none elsewhere gets what the model can do. */
const MOST_TOKENS: Readonly<Partial<Record<ModelProvider["type"], number>>> = { anthropic: 16_000 };

const VARIABLES: Readonly<Record<ModelProvider["type"], readonly string[]>> = {
  anthropic: ["ANTHROPIC_API_KEY"],
  openai: ["OPENAI_API_KEY"],
  google: ["GEMINI_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"],
  "openai-compatible": [],
};

/** Where the key of a provider is looked for. */
export function keySource({ type, apiKeyEnv, apiKeyFile }: ModelProvider): KeySource {
  const own = apiKeyEnv !== undefined || apiKeyFile !== undefined;
  return {
    file: apiKeyFile,
    variables: apiKeyEnv === undefined ? VARIABLES[type] : [apiKeyEnv],
    required: own || type !== "openai-compatible",
  };
}
