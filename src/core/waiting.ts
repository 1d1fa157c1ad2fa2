import type { PersonaOutput } from "../schema/persona.ts";
import { PRIORITY_RANK } from "./priority.ts";

/**
 * Ids below the cut line when money or time does not suffice: what is only suggested and what
 * nothing blocking stands on, the least important first.
 */
export function couldWait(outputs: readonly PersonaOutput[]): string[] {
  const all = outputs.flatMap(({ recommendations }) => recommendations);
  const needed = new Set<string>();
  const byId = new Map(all.map((recommendation) => [recommendation.id, recommendation]));
  const pending = all.filter(({ type }) => type === "blocking");
  for (const { dependencies } of pending) {
    for (const id of dependencies) {
      const dependency = byId.get(id);
      if (!dependency || needed.has(id)) continue;
      needed.add(id);
      pending.push(dependency);
    }
  }
  return all
    .filter(({ id, type }) => type === "suggested" && !needed.has(id))
    .toSorted((a, b) => PRIORITY_RANK[b.priority] - PRIORITY_RANK[a.priority])
    .map(({ id }) => id);
}
