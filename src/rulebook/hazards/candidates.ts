import type { Estimation } from "../../schema/estimation.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import type { Candidate } from "../candidates.ts";
import type { HazardFinding } from "./propose.ts";

/** What one persona has to say of the findings, in their order. */
export function candidatesFromHazards(
  findings: readonly HazardFinding[],
  persona: string,
  mode: ReviewMode,
  ranking: Estimation["ranking"],
): readonly Candidate[] {
  return findings
    .filter(({ hazard }) => hazard.persona === persona)
    .flatMap((finding) => candidateOf(finding, mode, ranking) ?? []);
}

function candidateOf(
  { hazard, title, why, done, evidence, strength }: HazardFinding,
  mode: ReviewMode,
  ranking: Estimation["ranking"],
): Candidate | undefined {
  const { id, priority, effort, references } = hazard;
  const range = effort[mode];
  if (!range) return undefined;
  return {
    rule: {
      id,
      focus: id,
      when: {},
      title,
      type: SUGGESTED,
      priority,
      effort,
      rationale: why,
      acceptance: done,
      references,
    },
    range,
    type: SUGGESTED,
    signals: [],
    quantities: [],
    facts: [],
    evidence: [evidence],
    score: ranking.hazard + ranking.priority[priority] * strength,
  };
}

/** What a single sentence calls for stops nobody. */
const SUGGESTED = "suggested";
