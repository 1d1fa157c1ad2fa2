import { expect, test } from "vitest";

import { readDescription } from "../../src/rulebook/detect.ts";
import { risksOf } from "../../src/rulebook/risks.ts";
import type { Recommendation } from "../../src/schema/persona.ts";
import { output } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";
import { shipped } from "../fakes/shipped-epic.ts";

const MIGRATION = "Migrate the records of the old warehouse system to the new one.";

function risksFor(description: string, recommendations: Recommendation[] = [], confidence = 0.9) {
  const situation = { reading: readDescription(description, shipped), facts: new Set<string>() };
  const outputs = [{ ...output("devops-engineer"), recommendations }];
  return risksOf({ situation, outputs, confidence, knowledge: shipped });
}

function riskOf(id: string, ...rest: Parameters<typeof risksFor>) {
  return risksFor(...rest).candidates.find((candidate) => candidate.id === id);
}

const rehearsal = (type: Recommendation["type"]) =>
  recommendation("ops-migration-rehearsal", { type });
const pipeline = (type: Recommendation["type"]) =>
  recommendation("arch-migration-pipeline", { type });

test.each([
  ["nothing against it", [], 0.9, 4],
  ["a suggestion against it", [rehearsal("suggested")], 0.9, 4],
  ["something blocking against it", [rehearsal("blocking")], 0.9, 3],
  ["two things against it", [rehearsal("blocking"), pipeline("suggested")], 0.9, 2],
  ["two suggestions against it", [rehearsal("suggested"), pipeline("suggested")], 0.9, 3],
  ["little understood", [rehearsal("blocking")], 0.4, 4],
  ["nothing against it and little understood", [], 0.4, 5],
])(
  "with %s, data loss in a migration is as likely as it should be",
  (_what, said, confidence, likelihood) => {
    expect(riskOf("migration-data-loss", MIGRATION, said, confidence)?.likelihood).toBe(likelihood);
  },
);

test("a risk names those of its mitigations that were said, and its words", () => {
  expect(riskOf("big-bang", MIGRATION, [rehearsal("blocking")])).toEqual({
    id: "big-bang",
    text: "One cut-over night with no way back",
    owner: "devops-engineer",
    mitigatedBy: ["ops-migration-rehearsal"],
    likelihood: 3,
    impact: 4,
  });
});

test("where health is at stake, every impact is larger, and none beyond severe", () => {
  const health = `${MIGRATION} It holds the diagnoses of patients.`;
  expect(riskOf("big-bang", health)?.impact).toBe(5);
  expect(riskOf("unrecoverable", health)?.impact).toBe(5);
});

test("only risks that the description gives cause for are run", () => {
  const ids = risksFor(MIGRATION).candidates.map(({ id }) => id);
  expect(ids).toContain("big-bang");
  expect(ids).not.toContain("bad-firmware");
});

test("the risk of a missed date is at hand, even where no date was named", () => {
  expect(risksFor(MIGRATION).late).toMatchObject({ id: "schedule-fixed-date", likelihood: 4 });
});

test("what a blocking recommendation keeps from happening is a risk of its own", () => {
  const said = [
    recommendation("hold-a", {
      type: "blocking",
      description: "Two get it. And more.\nDone when: x",
    }),
    recommendation("hold-b", {
      type: "blocking",
      priority: "critical",
      description: "All is lost",
    }),
    recommendation("hold-c", { description: "It is slow." }),
  ];
  const own = risksFor(MIGRATION, said).candidates.filter(({ id }) => id.startsWith("risk-"));
  expect(own).toEqual([
    {
      id: "risk-hold-b",
      text: "All is lost",
      owner: "devops-engineer",
      mitigatedBy: ["hold-b"],
      likelihood: 2,
      impact: 5,
    },
    {
      id: "risk-hold-a",
      text: "Two get it",
      owner: "devops-engineer",
      mitigatedBy: ["hold-a"],
      likelihood: 2,
      impact: 3,
    },
  ]);
});

test("on a known kind a general risk that nothing answers is left out, a stated date is not", () => {
  const text = `${MIGRATION} Go live by September 2027.`;
  const reading = { ...readDescription(text, shipped), kinds: ["data-migration"] };
  const situation = { reading, facts: new Set<string>() };
  const { candidates } = risksOf({ situation, outputs: [], confidence: 0.9, knowledge: shipped });
  expect(candidates.map(({ id }) => id)).toEqual(["schedule-fixed-date"]);
});
