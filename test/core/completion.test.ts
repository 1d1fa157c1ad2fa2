import { expect, test } from "vitest";

import { lastWaivers, readRisks, requirementOutcomes } from "../../src/core/completion.ts";
import { codeLink } from "../fakes/checked-ticket.ts";

const link = (path: string, requirement: string) => codeLink(path, { requirement });

test("a requirement is met by code, a test and checked criteria together", () => {
  const document = [
    "| FR-1 | all | P0 | x |",
    "| FR-2 | no test | P0 | x |",
    "| FR-3 | not checked | P0 | x |",
    "| FR-4 | nothing | P0 | x |",
    "| FR-5 | only checked | P0 | x |",
    "| FR-6 | no criteria | P0 | x |",
    "- [x] **AC-1** (FR-1): a",
    "- [x] **AC-2** (FR-1, FR-5): b",
    "- [ ] **AC-3** (FR-3, FR-4): c",
  ].join("\n");
  const links = [
    link("src/a.ts", "FR-1"),
    link("tests/a.ts", "AC-1"),
    link("src/b.ts", "FR-2"),
    link("src/c.ts", "FR-3"),
    link("tests/c.ts", "FR-3"),
    link("src/f.ts", "FR-6"),
    link("tests/f.ts", "FR-6"),
    codeLink("src/g.ts"),
  ];
  const outcomes = requirementOutcomes(document, { links });
  expect(outcomes.map(({ id, met, checked, criteria }) => [id, met, checked, criteria])).toEqual([
    ["FR-1", "yes", 2, 2],
    ["FR-2", "partly", 0, 0],
    ["FR-3", "partly", 0, 1],
    ["FR-4", "no", 0, 1],
    ["FR-5", "partly", 1, 1],
    ["FR-6", "yes", 0, 0],
  ]);
  expect(outcomes[0]?.tests).toEqual([links[1]]);
});

test("risks are the rows that somebody wrote", () => {
  const plan = [
    "| Id | Risk | Likelihood | Impact | What | Watched by |",
    "| R-1 | it burns | H | M | water | ann |",
    "| R-2 | [[fill: what]] | [[fill: H]] | [[fill: H]] | [[fill: x]] | [[fill: who]] |",
    "| R-3 |",
    "text",
  ].join("\n");
  expect(readRisks(plan)).toEqual([
    { id: "R-1", text: "it burns", likelihood: "H", impact: "M", watchedBy: "ann" },
    { id: "R-3", text: "", likelihood: "", impact: "", watchedBy: "" },
  ]);
});

const waiver = (recommendation: string, day: number) => ({
  recommendation,
  until: "2027-01-01",
  reason: String(day),
  at: `2026-11-${day}T09:00:00.000Z`,
  by: "cy",
});

test("the last waiver of a recommendation counts, in whatever order they stand", () => {
  const waivers = [waiver("a", 12), waiver("b", 11), waiver("a", 10)];
  expect(
    lastWaivers({ waivers }).map(({ recommendation, reason }) => [recommendation, reason]),
  ).toEqual([
    ["a", "12"],
    ["b", "11"],
  ]);
});
