import { PRIORITY_RANK } from "../core/priority.ts";
import type { Estimation } from "../schema/estimation.ts";
import type { Priority, RecommendationType, ReviewMode } from "../schema/vocabulary.ts";
import type { Candidate } from "./candidates.ts";
import type { ReviewSettings } from "./settings.ts";

/** The persona whose urgent recommendations `enforceDevops` makes blocking. */
export const ENFORCED_PERSONA = "devops-engineer";

interface Weighing {
  readonly persona: string;
  readonly mode: ReviewMode;
  readonly settings: ReviewSettings;
  readonly estimation: Estimation;
}

/** Type and priority of a recommendation in the epic at hand. */
export function weigh(
  candidate: Candidate,
  weighing: Weighing,
): { type: RecommendationType; priority: Priority } {
  const { persona, settings } = weighing;
  const priority = shift(candidate.rule.priority, stepOf(candidate, weighing));
  const enforced =
    settings.enforceDevops &&
    persona === ENFORCED_PERSONA &&
    PRIORITY_RANK[priority] <= PRIORITY_RANK.high;
  return { type: enforced ? "blocking" : candidate.type, priority };
}

/** At most one step up or down: -1 raises. */
function stepOf({ rule, type }: Candidate, { mode, settings, estimation }: Weighing): -1 | 0 | 1 {
  const grave = (rule.when.all ?? []).filter((id) => estimation.priority.grave.includes(id));
  if (grave.length >= 2) return -1;
  if (settings.priority === "critical" && type === "blocking") return -1;
  return mode === "mvp" && rule.when.always ? 1 : 0;
}

const LADDER: readonly Priority[] = ["critical", "high", "medium", "low"];

function shift(priority: Priority, step: number): Priority {
  return LADDER[PRIORITY_RANK[priority] + step] ?? priority;
}
