import type { Priority } from "../schema/vocabulary.ts";

/** Worst first. */
export const PRIORITY_RANK = { critical: 0, high: 1, medium: 2, low: 3 } as const satisfies Record<
  Priority,
  number
>;
