import type { PersonaOutput, Review } from "../schema/persona.ts";
import type { PersonaState } from "../schema/run.ts";
import { SCHEMA_VERSION } from "../schema/vocabulary.ts";

type CompletedState = Extract<PersonaState, { status: "completed" }>;

/** A review as it appears in an epic: with who gave it, how long it took, and where it came from. */
export function personaOutput(
  name: string,
  reviewOrder: number,
  review: Review,
  { output, source, executionTime }: CompletedState,
): PersonaOutput {
  const { model, tokens, version, ...said } = review;
  return {
    schemaVersion: SCHEMA_VERSION,
    persona: { name, reviewOrder, status: "completed", executionTime },
    ...said,
    metadata: { model, tokens, version, source, hash: output },
  };
}

/** The review within an output: equal to what `personaOutput` was given. */
export function reviewOf(output: PersonaOutput): Review {
  const { schemaVersion: _schemaVersion, persona: _persona, metadata, ...said } = output;
  const { model, tokens, version } = metadata;
  return { ...said, model, tokens, version };
}
