import type { Question, Recommendation } from "../schema/persona.ts";
import type { Verdict } from "../schema/vocabulary.ts";

const FROM_BEST: readonly Verdict[] = ["READY", "CONCERNS", "BLOCKED"];

interface Findings {
  readonly recommendations: readonly Pick<Recommendation, "type" | "priority">[];
  readonly questions: readonly Pick<Question, "blocksEstimate">[];
}

/**
 * What one review comes to:
 *
 * - READY: nothing blocking is open. The work can be handed over as it is described.
 * - CONCERNS: blocking recommendations that belong into the plan, or questions that move the
 *   estimate. The work can be planned with them.
 * - BLOCKED: something critical must be done, and the same persona cannot tell how much that is
 *   before a question is answered. The work must not start on a guess: back to the author.
 *
 * A critical recommendation alone does not block: nearly every epic with accounts has one ("check
 * who owns the record"), and a light that is always red is not looked at. Whoever wants to stop on
 * each of them says `--fail-on critical`.
 */
export function reviewVerdict({ recommendations, questions }: Findings): Verdict {
  const blocking = recommendations.filter(({ type }) => type === "blocking");
  const critical = blocking.some(({ priority }) => priority === "critical");
  const unsized = questions.some(({ blocksEstimate }) => blocksEstimate);
  if (critical && unsized) return "BLOCKED";
  return blocking.length > 0 || unsized ? "CONCERNS" : "READY";
}

interface EpicFindings {
  readonly verdicts: readonly Verdict[];
  /** Planned personas that gave no review. */
  readonly gaps: number;
  /** Too little was understood to begin. */
  readonly vague: boolean;
}

/** The worst verdict of any persona; never READY while one is missing, BLOCKED while too vague. */
export function epicVerdict({ verdicts, gaps, vague }: EpicFindings): Verdict {
  if (vague) return "BLOCKED";
  return worstVerdict(gaps > 0 ? [...verdicts, "CONCERNS"] : verdicts);
}

function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return FROM_BEST.findLast((verdict) => verdicts.includes(verdict)) ?? "READY";
}
