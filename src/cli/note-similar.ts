import type { App } from "../app/open-app.ts";
import { findSimilar } from "../core/similarity.ts";
import { count, percent } from "../reports/words.ts";
import type { EpicRequest } from "../schema/request.ts";
import { printable } from "./printable.ts";
import { beginning } from "./render-cache.ts";
import type { Terminal } from "./terminal.ts";

/** Below it, two descriptions only speak of the same field. */
const NEAR = 0.8;

/** Tells of the cached answers to a description that is nearly this one. They are never used for it. */
export async function noteSimilar(
  { description }: EpicRequest,
  app: App,
  terminal: Terminal,
): Promise<void> {
  const [nearest] = findSimilar(description, await app.storeroom.subjects(), NEAR);
  if (!nearest || nearest.description === description) return;
  const { similarity, answers } = nearest;
  const what = `${percent(similarity)} alike: ${beginning(nearest.description)}`;
  const are = answers === 1 ? "is" : "are";
  terminal.warn(
    `The cache has ${count(answers, "answer")} to a similar description, which ${are} not used (${printable(what)})`,
  );
}
