import type { Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";

/** What one persona would say after those before it. */
export type ReviewNext = (persona: PersonaRegistration, earlier: readonly Review[]) => Review;

/** What the rulebook would say as each of these personas, one after the other in review order. */
export function surveyPersonas(
  personas: readonly PersonaRegistration[],
  reviewNext: ReviewNext,
): ReadonlyMap<string, Review> {
  const said = new Map<string, Review>();
  for (const persona of personas.toSorted((a, b) => a.reviewOrder - b.reviewOrder)) {
    said.set(persona.name, reviewNext(persona, [...said.values()]));
  }
  return said;
}
