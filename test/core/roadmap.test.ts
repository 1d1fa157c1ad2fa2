import { expect, test } from "vitest";

import { planRoadmap } from "../../src/core/roadmap.ts";
import { phase } from "../fakes/any-epic.ts";
import { output } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";

const phases = [
  phase("decide", { holds: [{ personas: ["product-owner"], type: "blocking" }] }),
  phase("foundation", {
    rules: ["pipeline"],
    holds: [{ personas: ["architect"], neededByOthers: true }],
  }),
  phase("build", { baseline: true, holds: [{ focus: ["data"], type: "blocking" }] }),
  phase("launch"),
  phase("improve"),
];
const baseline = { low: 8, high: 12, expected: 10 };

function placesOf(...outputs: ReturnType<typeof output>[]) {
  const roadmap = planRoadmap(outputs, baseline, 20, { phases });
  return Object.fromEntries(roadmap.map(({ id, recommendations }) => [id, recommendations]));
}

test("recommendations lie where their name, persona, focus and type put them", () => {
  const blocking = { type: "blocking" } as const;
  expect(
    placesOf(
      output("product-owner", [recommendation("p", blocking), recommendation("later")]),
      output("architect", [
        recommendation("pipeline"),
        recommendation("data", { ...blocking, focus: "data" }),
      ]),
      output("security", [recommendation("s", { dependencies: ["pipeline"] })]),
    ),
  ).toEqual({ decide: ["p"], foundation: ["pipeline"], build: ["data"], improve: ["later", "s"] });
});

test("what others need lies in the phase for it", () => {
  expect(
    placesOf(
      output("architect", [recommendation("store"), recommendation("spare")]),
      output("security", [recommendation("audit", { dependencies: ["store"] })]),
    ),
  ).toEqual({ foundation: ["store"], build: [], improve: ["spare", "audit"] });
});

test("a blocking recommendation of a persona nobody foresaw is part of the feature", () => {
  const legal = recommendation("terms", { type: "blocking", focus: "law" });
  expect(placesOf(output("legal-counsel", [legal]))).toEqual({ build: ["terms"] });
});

test("what an early phase needs is pulled into it, and what that needs too", () => {
  const decision = recommendation("p", { type: "blocking", dependencies: ["a"] });
  const outputs = [
    output("product-owner", [decision]),
    output("security", [recommendation("b"), recommendation("a", { dependencies: ["b"] })]),
  ];
  expect(placesOf(...outputs)).toEqual({ decide: ["b", "a", "p"], build: [] });
});

test("within a phase what blocks comes first, then the more important", () => {
  const outputs = [
    output("security", [
      recommendation("low", { priority: "low" }),
      recommendation("high", { priority: "high" }),
      recommendation("also", { priority: "high" }),
    ]),
  ];
  expect(placesOf(...outputs)["improve"]).toEqual(["high", "also", "low"]);
});

test("phases follow one another and end with the plan", () => {
  const effort = { low: 5, high: 5, expected: 5 };
  const outputs = [
    output("product-owner", [recommendation("p", { type: "blocking", effort })]),
    output("security", [recommendation("s", { effort })]),
  ];
  const roadmap = planRoadmap(outputs, baseline, 33, { phases });
  expect(roadmap.map(({ startDay, endDay }) => [startDay, endDay])).toEqual([
    [0, 8.3],
    [8.3, 24.8],
    [24.8, 33],
  ]);
  expect(roadmap[1]).toMatchObject({ id: "build", title: "build", exit: "Done", effort: baseline });
});

test("where no phase is for the feature, it lies in the first", () => {
  const roadmap = planRoadmap([], baseline, 20, { phases: [phase("one"), phase("two")] });
  expect(roadmap.map(({ id }) => id)).toEqual(["one"]);
});

test("an epic without work has no phases, and one without days no length", () => {
  const none = { low: 0, high: 0, expected: 0 };
  expect(planRoadmap([], none, 0, { phases })).toEqual([]);
  const { effort: _effort, ...silent } = recommendation("a");
  const [only] = planRoadmap([output("architect", [silent])], none, 0, { phases });
  expect(only).toMatchObject({ recommendations: ["a"], startDay: 0, endDay: 0 });
});
