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

type Asked = Pick<PersonaRegistration, "name" | "provider" | "model" | "fallback" | "agentPath">;

/** The program that a persona names itself. */
export const OWN_AGENT = "agent";

/** Who answers for a persona: as the configuration says, else as the persona itself does. */
export function choicesOf(asked: Asked, personas: Config["personas"]): ProviderChoices {
  const own = personas[asked.name] ?? {};
  const hasAgent = asked.agentPath !== undefined && asked.provider === RULEBOOK;
  const first = parseReference(own.provider ?? (hasAgent ? OWN_AGENT : asked.provider));
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
  if (name === RULEBOOK || name === OWN_AGENT || providerNamed(name, providers)) return undefined;
  const own = [RULEBOOK, ...Object.keys(providers)];
  return {
    message: `"${name}" is no provider`,
    hint:
      didYouMean(name, [...own, ...Object.keys(BUILT_IN)]) ??
      `name one of ${own.join(", ")}, or add it below providers in the configuration`,
  };
}

export interface ReferenceProblem extends UnknownProvider {
  /** Of the field that names somebody whom nobody is. */
  readonly path: readonly PropertyKey[];
}

/** What is wrong with whom a persona wants to be asked. */
export function referenceProblems(
  { provider, fallback }: Pick<Asked, "provider" | "fallback">,
  providers: Config["providers"],
): readonly ReferenceProblem[] {
  const named = fallback.map((reference, at) => ({ path: ["fallback", at], reference }));
  return [{ path: ["provider"], reference: provider }, ...named].flatMap(({ path, reference }) => {
    const unknown = unknownProvider(reference, providers);
    return unknown ? [{ path, ...unknown }] : [];
  });
}

/** The same as sentences. */
export function providerFaults(
  asked: Pick<Asked, "name" | "provider" | "fallback">,
  providers: Config["providers"],
): readonly string[] {
  const problems = referenceProblems(asked, providers);
  return problems.map(({ message, hint }) => `${asked.name}: ${message}; ${hint}`);
}
