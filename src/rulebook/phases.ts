import type { Phase } from "../core/assessment.ts";
import type { Estimation, PhaseSource } from "../schema/estimation.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";

/** In mvp phases that share a place become one. */
export function phasesOf(mode: ReviewMode, { phases }: Estimation["roadmap"]): Phase[] {
  if (mode !== "mvp") return phases.map((phase) => mergePhases(phase.id, [phase]));
  const merged = new Map<string, PhaseSource[]>();
  for (const { mvpTitle, ...phase } of phases) {
    const id = phase.mvp ?? phase.id;
    const named = { ...phase, title: mvpTitle ?? phase.title };
    merged.set(id, [...(merged.get(id) ?? []), named]);
  }
  return [...merged].map(([id, members]) => mergePhases(id, members));
}

function mergePhases(id: string, members: readonly PhaseSource[]): Phase {
  return {
    id,
    title: members.map(({ title }) => title).reduce(joinTitles),
    exit: members.map(({ exit }) => exit).join("; "),
    rules: members.flatMap(({ rules }) => rules),
    holds: members.flatMap(({ holds }) => holds),
    baseline: members.some(({ baseline }) => baseline === true),
  };
}

/** "Prove, pilot and launch". */
function joinTitles(title: string, other: string): string {
  const joint = other.includes(" and ") ? ", " : " and ";
  return `${title}${joint}${other.charAt(0).toLowerCase()}${other.slice(1)}`;
}
