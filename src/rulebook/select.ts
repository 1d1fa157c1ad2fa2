import type { PersonaRegistration } from "../schema/registration.ts";
import type { Candidate } from "./candidates.ts";
import { factsHold } from "./reading.ts";

interface Bounds {
  /** Topics that must not be left out: the best candidate of each comes first. */
  readonly topics: PersonaRegistration["mustAddress"]["mvp"];
  readonly max: number;
  readonly perFocus: number;
  /** Established by earlier reviews. */
  readonly facts: ReadonlySet<string>;
}

/**
 * The candidates worth saying, best first. When one is cut its facts go, and with them whatever stood
 * on them, until nothing that is said refers to something that is not.
 */
export function selectCandidates(
  candidates: readonly Candidate[],
  bounds: Bounds,
): readonly Candidate[] {
  let pool = candidates.toSorted((a, b) => b.score - a.score);
  for (;;) {
    const kept = cut(pool, bounds);
    const facts = new Set([...bounds.facts, ...kept.flatMap(({ rule }) => rule.provides ?? [])]);
    const lost = new Set(kept.filter(({ rule }) => !isSupported(rule.when, facts)));
    if (lost.size === 0) return kept;
    pool = pool.filter((candidate) => !lost.has(candidate));
  }
}

function cut(
  ranked: readonly Candidate[],
  { topics, max, perFocus }: Bounds,
): readonly Candidate[] {
  const best = topics.flatMap(
    ({ rules }) => ranked.find(({ rule }) => rules.includes(rule.id)) ?? [],
  );
  const kept = new Set<Candidate>();
  const byFocus = new Map<string, number>();
  for (const candidate of [...best, ...ranked]) {
    const { focus } = candidate.rule;
    const count = byFocus.get(focus) ?? 0;
    if (kept.has(candidate) || kept.size >= max || count >= perFocus) continue;
    byFocus.set(focus, count + 1);
    kept.add(candidate);
  }
  return ranked.filter((candidate) => kept.has(candidate));
}

function isSupported(
  { facts, anyFacts }: Candidate["rule"]["when"],
  established: ReadonlySet<string>,
): boolean {
  return factsHold({ facts, anyFacts }, established);
}
