import type { PersonaOutput, Review } from "../schema/persona.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import type { CompletedPersona } from "./run-state.ts";

/** A review as it appears in an epic: with who gave it, how long it took, and where it came from. */
export function personaOutput(
  reviewOrder: number,
  review: Review,
  { name, hash, source, executionTime }: CompletedPersona,
): PersonaOutput {
  const { model, tokens, version, ...said } = review;
  return {
    schemaVersion: SCHEMA_VERSION,
    persona: { name, reviewOrder, status: "completed", executionTime },
    ...said,
    metadata: { model, tokens, version, source, hash },
  };
}

/** The review within an output: equal to what `personaOutput` was given. */
export function reviewOf(output: PersonaOutput): Review {
  const { schemaVersion: _schemaVersion, persona: _persona, metadata, ...said } = output;
  const { model, tokens, version } = metadata;
  return { ...said, model, tokens, version };
}
