import * as fc from "fast-check";
import { expect, test } from "vitest";

import { planReviews } from "../../src/core/plan.ts";
import { selectPersonas } from "../../src/core/select-personas.ts";
import type { Question, Recommendation, Review } from "../../src/schema/persona.ts";
import { recommendation, registration, review } from "../fakes/review.ts";

const advice = (rest: Partial<Recommendation> = {}): Review =>
  review("a", { recommendations: [recommendation("r", rest)] });
const question = (blocksEstimate: boolean): Question => ({
  id: "q",
  text: "Who?",
  askedBy: "a",
  assumption: "",
  blocksEstimate,
});
const asking = (blocksEstimate: boolean): Review =>
  review("a", { questions: [question(blocksEstimate)] });

const select = (said: Readonly<Record<string, Review>>, required: readonly string[] = []) =>
  selectPersonas(new Map(Object.entries(said)), (name) => required.includes(name));

test("whoever would recommend nothing is left out, and what is lost is told", () => {
  const said = { a: advice(), b: review("b"), c: asking(true), d: advice() };
  expect(select(said)).toMatchObject({
    idle: ["b", "c"],
    notes: [
      "b was left out: none of its rules speaks to this epic",
      "c was left out: none of its rules speaks to this epic; it would only have asked: Who?",
    ],
  });
});

test("a required persona is never left out", () => {
  expect(select({ a: advice(), b: review("b") }, ["b"])).toMatchObject({ idle: [], notes: [] });
});

test("where most are silent nobody is left out, and that is told", () => {
  const { idle, notes } = select({ a: advice(), b: review("b"), c: review("c") });
  expect({ idle, notes }).toEqual({
    idle: [],
    notes: [expect.stringMatching(/^Nobody was left out: the rulebook knows too little/)],
  });
});

test("what blocks weighs more than what does not, and what is urgent more than what is not", () => {
  const said = {
    a: asking(false),
    b: asking(true),
    c: advice({ priority: "high" }),
    d: advice({ type: "blocking", priority: "medium" }),
    e: advice({ type: "blocking", priority: "critical" }),
  };
  const stakes = [...(select(said).stakes?.values() ?? [])];
  expect(stakes).toEqual(stakes.toSorted((a, b) => a - b));
  expect(new Set(stakes).size).toBe(5);
});

const plan = (
  dependencies: Readonly<Record<string, readonly string[]>>,
  rest: Partial<Parameters<typeof planReviews>[0]>,
) =>
  planReviews({
    mode: "standard",
    workflow: {
      mode: "standard",
      execution: "sequential",
      personas: Object.entries(dependencies).map(([name, on]) => ({ name, dependencies: [...on] })),
    },
    registrations: Object.keys(dependencies).map((name, at) =>
      registration(name, { reviewOrder: at + 1 }),
    ),
    custom: [],
    excluded: [],
    isRequired: () => false,
    answersAtOnce: () => false,
    ...rest,
  }).flat();

test("those with most at stake come first, after those that they depend on", () => {
  const dependencies = { a: [], b: ["a"], c: ["a"], d: [], e: ["c"] };
  const stakes = new Map([
    ["a", 1],
    ["b", 5],
    ["c", 5],
    ["d", 2],
    ["e", 9],
  ]);
  expect(plan(dependencies, { stakes })).toEqual(["d", "a", "b", "c", "e"]);
  expect(plan(dependencies, { stakes, idle: ["a"] })).toEqual(["b", "c", "e", "d"]);
});

test("a persona of which nothing is known has nothing at stake", () => {
  expect(plan({ a: [], b: [] }, { stakes: new Map([["b", 1]]) })).toEqual(["b", "a"]);
});

test("whatever is at stake, everybody reviews once and nobody before whom they depend on", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const graph = fc.tuple(
    ...names.map((_name, at) => fc.subarray(names.slice(0, at), { minLength: 0 })),
  );
  fc.assert(
    fc.property(graph, fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }), (edges, weights) => {
      const dependencies = Object.fromEntries(names.map((name, at) => [name, edges[at] ?? []]));
      const stakes = new Map(names.map((name, at) => [name, weights[at] ?? 0]));
      const ordered = plan(dependencies, { stakes });
      expect(ordered.toSorted()).toEqual(names);
      for (const name of names) {
        for (const before of dependencies[name] ?? []) {
          expect(ordered.indexOf(before)).toBeLessThan(ordered.indexOf(name));
        }
      }
    }),
  );
});
