import { expect, test } from "vitest";

import type { RiskCandidate } from "../../src/core/assessment.ts";
import { assessRisk } from "../../src/core/risk.ts";
import { assessment } from "../fakes/assessment.ts";

const { risks: model } = assessment();
const quiet = { ids: new Set<string>(), late: false };

function risk(id: string, likelihood: number, impact: number): RiskCandidate {
  return { id, text: id, likelihood, impact, owner: "architect", mitigatedBy: ["a", "gone"] };
}

test.each([
  [1, 4, "low"],
  [1, 5, "medium"],
  [3, 3, "medium"],
  [2, 5, "high"],
  [3, 5, "critical"],
] as const)("likelihood %d and impact %d make a risk %s", (likelihood, impact, level) => {
  const candidates = [risk("r", likelihood, impact)];
  expect(assessRisk({ ...model, candidates }, quiet)).toMatchObject({
    level,
    risks: [{ score: likelihood * impact, level }],
  });
});

test("the worst risk comes first, equals keep their order", () => {
  const candidates = [risk("a", 1, 1), risk("b", 2, 2), risk("c", 4, 1)];
  const { risks } = assessRisk({ ...model, candidates }, quiet);
  expect(risks.map(({ id }) => id)).toEqual(["b", "c", "a"]);
});

test("a risk names only recommendations that exist", () => {
  const candidates = [risk("r", 1, 1)];
  const { risks } = assessRisk({ ...model, candidates }, { ids: new Set(["a"]), late: false });
  expect(risks[0]?.mitigatedBy).toEqual(["a"]);
});

test.each([
  ["two high risks stay high", 2, "high"],
  ["three high risks are critical", 3, "critical"],
] as const)("%s", (_what, count, level) => {
  const candidates = Array.from({ length: count }, (_, at) => risk(`r-${at}`, 2, 5));
  expect(assessRisk({ ...model, candidates }, quiet).level).toBe(level);
});

test("nothing is worse than critical, and no risk at all is low", () => {
  const candidates = [risk("a", 5, 5), risk("b", 5, 5), risk("c", 5, 5)];
  expect(assessRisk({ ...model, candidates }, quiet).level).toBe("critical");
  expect(assessRisk(model, quiet)).toEqual({ level: "low", risks: [] });
});

test("a score below every level is low", () => {
  const candidates = [risk("r", 1, 1)];
  expect(assessRisk({ ...model, levels: [], candidates }, quiet).level).toBe("low");
});

test("a plan that ends too late is a risk of its own, once", () => {
  const late = risk("late", 3, 4);
  const ids = (candidates: RiskCandidate[], isLate: boolean) =>
    assessRisk({ ...model, late, candidates }, { ...quiet, late: isLate }).risks.map(
      ({ id }) => id,
    );
  expect(ids([], true)).toEqual(["late"]);
  expect(ids([late], true)).toEqual(["late"]);
  expect(ids([], false)).toEqual([]);
  expect(assessRisk(model, { ...quiet, late: true }).risks).toEqual([]);
});
