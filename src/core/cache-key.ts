import type { PersonaInput } from "../schema/persona.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { canonicalJson } from "./canonical-json.ts";
import { sha256 } from "./hash.ts";

export interface CacheKeyParts {
  readonly input: PersonaInput;
  /** Version of the persona, so that an edited persona is asked again. */
  readonly personaVersion: string;
  /** sha256 of the persona's registration: a custom one may change without a new version. */
  readonly registration: string;
  readonly provider: { readonly name: string; readonly fingerprint: string };
  /** Hashes of the reviews it is given, in order. */
  readonly upstream: readonly string[];
  /** The user's own key, which keeps the answers of different requests apart. */
  readonly userKey: string | undefined;
  /** Fingerprints of the plugins that may change the question or the answer, in their order. */
  readonly plugins: readonly string[];
}

/**
 * sha256 over everything that the persona could see. Two questions that no persona could tell apart
 * have one key on every machine; any change upstream is a miss.
 */
export function cacheKey(parts: CacheKeyParts): string {
  const { input, personaVersion, registration, provider, upstream, userKey, plugins } = parts;
  const { epic, persona, requirements } = input;
  return sha256(
    canonicalJson({
      // An answer that was written to another version of the contract is not found.
      schemaVersion: SCHEMA_VERSION,
      description: normalizeDescription(epic.description),
      mode: epic.mode,
      context: epic.context,
      previousPersonas: epic.previousPersonas,
      persona,
      requirements,
      personaVersion,
      registration,
      provider,
      upstream,
      userKey: userKey ?? null,
      ...(plugins.length > 0 && { plugins }),
    }),
  );
}

/** No case folding: in "US" and "us" case carries meaning. */
function normalizeDescription(description: string): string {
  return description.normalize("NFC").replaceAll(/\r\n?/g, "\n").trim();
}
