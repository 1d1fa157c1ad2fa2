import { expect, test } from "vitest";

import { conflictsOf } from "../../src/rulebook/conflicts.ts";
import { output } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";
import { shipped } from "../fakes/shipped-epic.ts";

const said = (persona: string, ...titles: string[]) =>
  output(
    persona,
    titles.map((title, at) => recommendation(`${persona}-${at}`, { title })),
  );

/** Pairs that were found in the titles, beside those that the catalogue names by rule. */
function found(...outputs: ReturnType<typeof said>[]) {
  const named = new Set(shipped.estimation.conflicts.map(({ between }) => between.join()));
  return conflictsOf(outputs, shipped.estimation)
    .filter(({ between }) => !named.has(between.join()))
    .map(({ id, between: [one, other] }) => [id, one, other]);
}

const KEEP = "Keep every decision in an append-only history of the case";
const DELETE = "Delete the case and its papers when the term has passed";

test("two personas whose titles speak of both sides are in conflict", () => {
  expect(found(said("architect", "Draw it", KEEP), said("security-specialist", DELETE))).toEqual([
    ["audit-vs-erasure", "architect-1", "security-specialist-0"],
  ]);
});

test("one persona is not in conflict with itself, nor where one side is missing", () => {
  expect(found(said("architect", KEEP, DELETE))).toEqual([]);
  expect(found(said("architect", KEEP), said("security-specialist", "Ask who may listen"))).toEqual(
    [],
  );
});

test("the pairs that the catalogue names by rule stay", () => {
  const pairs = conflictsOf([], shipped.estimation).map(({ between }) => between);
  expect(pairs).toContainEqual(["perf-public-cache", "perf-private-caching"]);
});
