import type { Config } from "../schema/config.ts";
import type { Provider } from "../schema/provider.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { didYouMean } from "./suggest.ts";

/** Who is asked, and for which of its models; undefined leaves that to the provider. */
export interface ProviderChoice {
  readonly name: string;
  readonly model: string | undefined;
}

/** Who is asked first, and then whom one falls back on, in order. */
export type ProviderChoices = readonly [ProviderChoice, ...ProviderChoice[]];

/** The embedded reviewer: always there, and who answers where nobody else is named. */
export const RULEBOOK = "rulebook";

/** Providers that need no entry in the configuration. One with the name of these takes its place. */
const BUILT_IN: Config["providers"] = {
  claude: { type: "agent", preset: "claude" },
  codex: { type: "agent", preset: "codex" },
  gemini: { type: "agent", preset: "gemini" },
  human: { type: "human" },
  "claude-flow-novice": { type: "agent", preset: "claude-flow-novice" },
  anthropic: { type: "anthropic" },
  openai: { type: "openai" },
  google: { type: "google" },
  ollama: { type: "openai-compatible", baseUrl: "http://127.0.0.1:11434/v1" },
};

type Asked = Pick<PersonaRegistration, "name" | "provider" | "model" | "fallback">;

/** Who answers for a persona: as the configuration says, else as the persona itself does. */
export function choicesOf(asked: Asked, personas: Config["personas"]): ProviderChoices {
  const own = personas[asked.name] ?? {};
  const first = parseReference(own.provider ?? asked.provider);
  // A model is a model of the provider that is named beside it.
  const model = own.model ?? (own.provider === undefined ? asked.model : undefined);
  const fallback = own.fallback ?? asked.fallback;
  return [{ name: first.name, model: model ?? first.model }, ...fallback.map(parseReference)];
}

/** "ollama:llama3:8b" is the model llama3:8b of ollama. */
export function parseReference(reference: string): ProviderChoice {
  const [name = "", ...model] = reference.split(":");
  return { name, model: model.length === 0 ? undefined : model.join(":") };
}

/** Undefined where nobody has that name; the rulebook is no entry. */
export function providerNamed(name: string, providers: Config["providers"]): Provider | undefined {
  const all = { ...BUILT_IN, ...providers };
  return Object.hasOwn(all, name) ? all[name] : undefined;
}

export interface UnknownProvider {
  /** `"reviwer" is no provider`. */
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with a reference, or nothing. */
export function unknownProvider(
  reference: string,
  providers: Config["providers"],
): UnknownProvider | undefined {
  const { name } = parseReference(reference);
  if (name === RULEBOOK || providerNamed(name, providers)) return undefined;
  const own = [RULEBOOK, ...Object.keys(providers)];
  return {
    message: `"${name}" is no provider`,
    hint:
      didYouMean(name, [...own, ...Object.keys(BUILT_IN)]) ??
      `name one of ${own.join(", ")}, or add it below providers in the configuration`,
  };
}

/** Faults of a persona in whom it wants to be asked, one sentence each. */
export function providerFaults(
  { name, provider, fallback }: Asked,
  providers: Config["providers"],
): readonly string[] {
  return [provider, ...fallback].flatMap((reference) => {
    const unknown = unknownProvider(reference, providers);
    return unknown ? [`${name}: ${unknown.message}; ${unknown.hint}`] : [];
  });
}
