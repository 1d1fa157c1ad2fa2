import { expect, test } from "vitest";

import { candidatesFromHazards } from "../../../src/rulebook/hazards/candidates.ts";
import type { HazardFinding } from "../../../src/rulebook/hazards/propose.ts";
import { shipped } from "../../fakes/shipped-epic.ts";

const { ranking } = shipped.estimation;

function finding(id: string, rest: Partial<HazardFinding["hazard"]> = {}): HazardFinding {
  return {
    hazard: {
      id,
      persona: "architect",
      priority: "high",
      effort: { standard: [1, 2] },
      references: ["GDPR Art. 17"],
      ...rest,
    },
    title: `Settle ${id}`,
    why: "It goes wrong otherwise.",
    done: "A test shows it.",
    evidence: { quote: "put a hold", sentence: 1 },
    strength: 0.5,
  };
}

test("a finding is said by its persona, with the words that caused it", () => {
  const said = [finding("one"), finding("two", { persona: "devops-engineer" })];
  const [candidate, ...others] = candidatesFromHazards(said, "architect", "standard", ranking);
  expect(others).toEqual([]);
  expect(candidate).toMatchObject({
    rule: {
      id: "one",
      title: "Settle one",
      rationale: "It goes wrong otherwise.",
      acceptance: "A test shows it.",
      references: ["GDPR Art. 17"],
    },
    range: [1, 2],
    type: "suggested",
    evidence: [{ quote: "put a hold", sentence: 1 }],
  });
});

test("a finding without figures for a mode is silent in it", () => {
  expect(candidatesFromHazards([finding("one")], "architect", "mvp", ranking)).toEqual([]);
});

test("what is surer weighs more, any finding more than a topic rule, and none blocks", () => {
  const said = (each: HazardFinding) =>
    candidatesFromHazards([each], "architect", "standard", ranking)[0];
  const score = (each: HazardFinding) => said(each)?.score ?? 0;
  const plain = score(finding("one"));
  expect(said(finding("one"))?.type).toBe("suggested");
  expect(score({ ...finding("one"), strength: 0.9 })).toBeGreaterThan(plain);
  expect(plain).toBeGreaterThan(ranking.hazard);
});
