import type { Conflict } from "../schema/epic.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { ConflictPair } from "./assessment.ts";

/** The known pairs of which both were said. */
export function findConflicts(
  outputs: readonly PersonaOutput[],
  pairs: readonly ConflictPair[],
): Conflict[] {
  const personaOf = new Map(
    outputs.flatMap(({ persona, recommendations }) =>
      recommendations.map(({ id }) => [id, persona.name] as const),
    ),
  );
  return pairs.flatMap((pair) => {
    const first = personaOf.get(pair.between[0]);
    const second = personaOf.get(pair.between[1]);
    return first && second ? [{ ...pair, personas: [first, second] }] : [];
  });
}
