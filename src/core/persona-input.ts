import type { PersonaInput, Review } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { EpicRequest } from "../schema/request.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";

/** An earlier review, and who gave it. */
export interface EarlierReview {
  readonly persona: string;
  readonly review: Review;
}

/** Everything that a persona is shown. What is not in here cannot influence its answer. */
export function buildPersonaInput(
  request: EpicRequest,
  persona: PersonaRegistration,
  earlier: readonly EarlierReview[],
): PersonaInput {
  const { description, mode, enforceDevops, metadata, recalled } = request;
  const { name, reviewOrder, focusAreas, mustAddress, optionalItems } = persona;
  return {
    schemaVersion: SCHEMA_VERSION,
    epic: {
      description,
      mode,
      previousPersonas: earlier.map((review) => review.persona),
      accumulatedInsights: Object.fromEntries(
        earlier.map(({ persona: author, review }) => [author, review]),
      ),
      context: {
        enforceDevops,
        ...(metadata.priority ? { priority: metadata.priority } : {}),
        ...(recalled ? { recalled } : {}),
      },
    },
    persona: { name, reviewOrder, focusAreas: focusAreas.map(({ title }) => title) },
    requirements: {
      outputFormat: {},
      mustAddress: mustAddress[mode].map(({ topic }) => topic),
      optionalItems,
    },
  };
}
