import type { ModelProvider } from "../../schema/model-provider.ts";
import type { AgentProvider, Provider } from "../../schema/provider.ts";
import { agentSettings } from "../agent-presets.ts";
import { canonicalJson } from "../canonical-json.ts";
import type { ConfigLayer, Mapping } from "../config.ts";
import { valueAt } from "../config.ts";
import { sha256 } from "../hash.ts";
import { isThisMachine } from "../models/egress.ts";
import { variablesIn } from "../models/fill-headers.ts";
import { keySource } from "../models/model-settings.ts";
import type { TrustedFile } from "./code-hash.ts";

/** What an entry of `providers` could do to whoever did not write it. */
export interface ProviderTerms {
  /** Something is run, or a key is sent somewhere. */
  readonly kind: "command" | "address";
  /** For people: "node review.mjs", "https://gateway.example.com/v1 with HOUSE_KEY". */
  readonly says: string;
  /** Everything of the entry that trust is bound to. */
  readonly bound: Mapping;
  /** The words of a command, some of which may name files. */
  readonly words: readonly string[];
}

/** Undefined for an entry that can do nothing, whoever wrote it. */
export function termsOf(provider: Provider): ProviderTerms | undefined {
  switch (provider.type) {
    case "human":
      return undefined;
    case "agent":
      return commandTerms(provider);
    case "anthropic":
    case "openai":
    case "google":
    case "openai-compatible":
      return addressTerms(provider);
  }
}

/** A preset that is taken as it ships runs what the user has installed, with what it needs. */
function commandTerms(provider: AgentProvider): ProviderTerms | undefined {
  const { preset, command, env = [] } = provider;
  if (command === undefined && env.length === 0) return undefined;
  const words = agentSettings(provider).command;
  return { kind: "command", says: saying(words, env), bound: { preset, command, env }, words };
}

/** Vendors get a key as they always do, and what stays on this machine leaves it with nobody. */
function addressTerms(provider: ModelProvider): ProviderTerms | undefined {
  const { type, baseUrl, headers = {} } = provider;
  if (baseUrl === undefined || isThisMachine(new URL(baseUrl).hostname)) return undefined;
  const { file, variables } = keySource(provider);
  const keys = file === undefined ? variables : [`what ${file} holds`];
  const secrets = [...new Set([...keys, ...variablesIn(headers)])];
  if (secrets.length === 0) return undefined;
  const bound = { type, baseUrl, file, variables, headers };
  return { kind: "address", says: saying([baseUrl], secrets), bound, words: [] };
}

function saying(words: readonly string[], given: readonly string[]): string {
  const line = words.map((word) => (/^[\w@%+=:,./{}-]+$/.test(word) ? word : JSON.stringify(word)));
  return given.length === 0 ? line.join(" ") : `${line.join(" ")} with ${given.join(" and ")}`;
}

/** What trust in an entry is bound to. Paths are relative to the project, so that CI has the same. */
export function termsHash({ bound }: ProviderTerms, files: readonly TrustedFile[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(canonicalJson({ ...bound, files: sorted }));
}

/** Whether files of the repository say anything of a provider: what they touch is theirs. */
export function isOfRepository(name: string, layers: readonly ConfigLayer[]): boolean {
  return layers.some(
    ({ ofRepository, values }) =>
      ofRepository === true && valueAt(values, ["providers", name]) !== undefined,
  );
}
