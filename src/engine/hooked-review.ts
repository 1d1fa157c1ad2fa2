import { storedObject } from "../core/hash.ts";
import { personaOutput, reviewOf } from "../core/persona-output.ts";
import type { Review, ReviewSource } from "../schema/persona.ts";
import type { PersonaCall } from "./run-persona.ts";

/** A new review as plugins leave it; they see it in the form that it will have in the epic. */
export async function hookedReview(
  review: Review,
  source: ReviewSource,
  { input, hooks, plugins }: Pick<PersonaCall, "input" | "hooks" | "plugins">,
): Promise<Review> {
  if (plugins.length === 0) return review;
  const { name, reviewOrder } = input.persona;
  const { hash } = storedObject("review", review);
  // How long it took is known when the plugins are done with it.
  const completed = { name, hash, source, executionTime: 0 };
  return reviewOf(await hooks.after(personaOutput(reviewOrder, review, completed)));
}
