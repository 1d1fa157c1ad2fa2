import type { EpicDiff } from "../schema/epic-diff.ts";
import type { PersonaOutput, Recommendation } from "../schema/persona.ts";
import { canonicalJson } from "./canonical-json.ts";

type Diff = EpicDiff["recommendations"];

interface Said {
  readonly persona: string;
  readonly recommendation: Recommendation;
}

/**
 * Recommendations are the same by their id, which the rulebook keeps from run to run, else by title
 * and persona: a model may number them anew each time.
 */
export function diffRecommendations(
  before: readonly PersonaOutput[],
  after: readonly PersonaOutput[],
): Diff {
  const old = allOf(before);
  const now = allOf(after);
  const pairs = pair(old, now);
  const matched = new Set(pairs.values());
  const both = now.flatMap((said) => {
    const earlier = pairs.get(said);
    return earlier ? [{ ...mention(said), changes: changesOf(earlier, said) }] : [];
  });
  const changed = both.filter(({ changes }) => changes.length > 0);
  return {
    added: now.filter((said) => !pairs.has(said)).map(mention),
    removed: old.filter((said) => !matched.has(said)).map(mention),
    changed,
    unchanged: both.length - changed.length,
  };
}

function allOf(outputs: readonly PersonaOutput[]): readonly Said[] {
  return outputs.flatMap(({ persona, recommendations }) =>
    recommendations.map((recommendation) => ({ persona: persona.name, recommendation })),
  );
}

/** What was said now to what had been said; each is the partner of one at most. */
function pair(old: readonly Said[], now: readonly Said[]): ReadonlyMap<Said, Said> {
  const pairs = new Map<Said, Said>();
  const left = new Set(old);
  for (const nameOf of [byId, byTitle]) {
    const candidates = groups(left, nameOf);
    for (const said of now) {
      const partner = pairs.has(said) ? undefined : candidates.get(nameOf(said))?.shift();
      if (!partner) continue;
      pairs.set(said, partner);
      left.delete(partner);
    }
  }
  return pairs;
}

function groups(all: Iterable<Said>, nameOf: (said: Said) => string): Map<string, Said[]> {
  const found = new Map<string, Said[]>();
  for (const said of all) found.set(nameOf(said), [...(found.get(nameOf(said)) ?? []), said]);
  return found;
}

function byId({ recommendation }: Said): string {
  return recommendation.id;
}

function byTitle({ persona, recommendation }: Said): string {
  return `${persona}: ${recommendation.title}`;
}

function mention({ persona, recommendation }: Said): Diff["added"][number] {
  const { id, title, type, priority, estimatedCost } = recommendation;
  return { id, title, type, priority, estimatedCost, persona };
}

/** Ids are left out: where they differ, somebody numbered anew. */
const FIELDS = [
  "title",
  "type",
  "priority",
  "estimatedCost",
  "description",
  "acceptance",
  "dependencies",
  "references",
  "effort",
] as const satisfies readonly (keyof Recommendation)[];

function changesOf(before: Said, after: Said): Diff["changed"][number]["changes"] {
  const fields = FIELDS.map((field) => ({
    field,
    before: before.recommendation[field] ?? null,
    after: after.recommendation[field] ?? null,
  }));
  const persona = { field: "persona", before: before.persona, after: after.persona };
  return [...fields, persona].filter(
    (change) => canonicalJson(change.before) !== canonicalJson(change.after),
  );
}
