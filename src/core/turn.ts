import type { Priority } from "../schema/vocabulary.ts";
import { PRIORITY_RANK } from "./priority.ts";

/** How many others a request lets pass, at most, for each step that its priority is lower. */
const PATIENCE = 8;

/**
 * When a request is due, counted in requests that were taken before. Whoever has the smallest number
 * is next: critical ones go first, but one that waits is not overtaken for ever, since those that
 * come later are due later.
 */
export function dueTurn(priority: Priority, takenBefore: number): number {
  return takenBefore + PRIORITY_RANK[priority] * PATIENCE;
}
