import type { EpicDiff } from "../schema/epic-diff.ts";
import type { EpicResponse } from "../schema/epic.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { diffRecommendations } from "./diff-recommendations.ts";

type Epic = EpicResponse["epic"];

/** What `b` says otherwise than `a`. */
export function diffEpics({ epic: a }: EpicResponse, { epic: b }: EpicResponse): EpicDiff {
  const risks = compare(a.riskAssessment.risks, b.riskAssessment.risks);
  const questions = compare(a.questions, b.questions);
  const gaps = compare(a.gaps.map(asNamed), b.gaps.map(asNamed));
  return {
    schemaVersion: SCHEMA_VERSION,
    a: sideOf(a),
    b: sideOf(b),
    verdict: { before: a.verdict, after: b.verdict },
    cost: costOf(a, b),
    weeks: { before: weeksOf(a), after: weeksOf(b) },
    risk: {
      before: a.riskAssessment.level,
      after: b.riskAssessment.level,
      added: risks.added.map(({ id, text, level }) => ({ id, text, level })),
      removed: risks.removed.map(({ id, text, level }) => ({ id, text, level })),
    },
    recommendations: diffRecommendations(a.personas, b.personas),
    questions: {
      added: questions.added.map(({ id, text }) => ({ id, text })),
      removed: questions.removed.map(({ id, text }) => ({ id, text })),
    },
    gaps: { added: gaps.added.map(({ id }) => id), removed: gaps.removed.map(({ id }) => id) },
  };
}

function sideOf({ id, title, metadata }: Epic): EpicDiff["a"] {
  const { taskId, completedAt, reviewMode } = metadata;
  return { epicId: id, taskId, title, completedAt, mode: reviewMode };
}

function costOf(a: Epic, b: Epic): EpicDiff["cost"] {
  const [before, after] = [moneyOf(a), moneyOf(b)];
  const delta = after.expected - before.expected;
  return before.currency === after.currency ? { before, after, delta } : { before, after };
}

function moneyOf({ totalCostBreakdown: { total, currency } }: Epic): EpicDiff["cost"]["before"] {
  return { ...total.cost, currency };
}

function weeksOf({ duration: { lowWeeks, highWeeks } }: Epic): EpicDiff["weeks"]["before"] {
  return { low: lowWeeks, high: highWeeks };
}

function asNamed({ persona }: Epic["gaps"][number]) {
  return { id: persona };
}

function compare<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) {
  const [old, now] = [idsOf(before), idsOf(after)];
  return {
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !now.has(id)),
  };
}

function idsOf(items: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(items.map(({ id }) => id));
}
