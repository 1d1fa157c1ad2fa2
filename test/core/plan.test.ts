import * as fc from "fast-check";
import { expect, test } from "vitest";

import { type PlanRequest, planReviews } from "../../src/core/plan.ts";
import type { Workflow } from "../../src/schema/workflow.ts";
import { registration } from "../fakes/review.ts";

const registrations = ["product-owner", "architect", "security-specialist"].map((name, at) =>
  registration(name, { reviewOrder: at + 1, required: at === 0 }),
);

const workflow = (execution: Workflow["execution"], dependencies: string[][] = []): Workflow => ({
  mode: "standard",
  execution,
  personas: registrations.map(({ name }, at) => ({ name, dependencies: dependencies[at] ?? [] })),
});

const plan = (rest: Partial<PlanRequest> = {}) =>
  planReviews({
    mode: "standard",
    workflow: workflow("sequential"),
    registrations,
    custom: [],
    excluded: [],
    isRequired: (name) => name === "product-owner",
    answersAtOnce: () => false,
    ...rest,
  });

test("personas review one after the other, in review order", () => {
  expect(plan({ registrations: registrations.toReversed() })).toEqual([
    ["product-owner"],
    ["architect"],
    ["security-specialist"],
  ]);
});

test("in parallel, personas whose dependencies are met share a level", () => {
  const dependencies = [[], ["product-owner"], ["product-owner"]];
  expect(plan({ workflow: workflow("parallel", dependencies) })).toEqual([
    ["product-owner"],
    ["architect", "security-specialist"],
  ]);
});

test("who answers at once waits for all before it, and keeps nobody else waiting", () => {
  const dependencies = [[], [], []];
  const parallel = workflow("parallel", dependencies);
  const one = plan({ workflow: parallel, answersAtOnce: (name) => name === "architect" });
  expect(one).toEqual([["product-owner", "security-specialist"], ["architect"]]);
  expect(plan({ workflow: parallel, answersAtOnce: () => true })).toEqual([
    ["product-owner"],
    ["architect"],
    ["security-specialist"],
  ]);
});

test("a dependency that is excluded counts as met", () => {
  const dependencies = [[], ["product-owner"], ["architect"]];
  const levels = plan({ workflow: workflow("parallel", dependencies), excluded: ["architect"] });
  expect(levels).toEqual([["product-owner", "security-specialist"]]);
});

test("a persona that does not serve the mode stays out", () => {
  const mvpOnly = registration("architect", { reviewOrder: 2, supportedModes: ["mvp"] });
  const [owner, , security] = registrations;
  const levels = plan({ registrations: [owner!, mvpOnly, security!] });
  expect(levels.flat()).toEqual(["product-owner", "security-specialist"]);
});

test("a custom persona takes part though the workflow does not name it", () => {
  const legal = registration("legal-counsel", { reviewOrder: 2 });
  const levels = plan({ registrations: [...registrations, legal], custom: ["legal-counsel"] });
  expect(levels.flat()).toEqual([
    "product-owner",
    "architect",
    "legal-counsel",
    "security-specialist",
  ]);
});

test("a custom persona that the workflow names is not asked twice", () => {
  expect(plan({ custom: ["architect"] }).flat()).toHaveLength(3);
});

test.each([
  [{ excluded: ["archiect"] }, "no persona archiect to exclude", 'Did you mean "architect"?'],
  [{ excluded: ["xyz"] }, "no persona xyz", "the personas are product-owner"],
  [{ excluded: ["product-owner"] }, "product-owner is required", "personas.product-owner.required"],
  [
    { excluded: ["product-owner", "architect", "security-specialist"] },
    "Every persona is excluded",
    "leave at least one",
  ],
])("%j is refused", (rest, message, hint) => {
  expect(() => plan(rest)).toThrow(
    expect.objectContaining({
      code: "INVALID_INPUT",
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    }),
  );
});

test("a workflow that names an unknown persona is refused", () => {
  expect(() => plan({ registrations: registrations.slice(1) })).toThrow("product-owner");
});

test("a dependency on a persona that does not review is refused", () => {
  const legal = registration("legal-counsel", { reviewOrder: 9, dependencies: ["architekt"] });
  const planned = () =>
    plan({ registrations: [...registrations, legal], custom: ["legal-counsel"] });
  expect(planned).toThrow("legal-counsel depends on architekt");
});

test("a dependency on a later persona is refused", () => {
  const early = registration("legal-counsel", { reviewOrder: 1, dependencies: ["architect"] });
  const planned = () =>
    plan({ registrations: [...registrations, early], custom: ["legal-counsel"] });
  expect(planned).toThrow("legal-counsel (review order 1) depends on architect");
});

test("whatever depends on whatever earlier, nobody reviews before what it waits for", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const earlier = names.map((_name, at) => fc.subarray(names.slice(0, at)));
  fc.assert(
    fc.property(fc.tuple(...earlier), (dependencies) => {
      const levels = planReviews({
        mode: "standard",
        workflow: {
          mode: "standard",
          execution: "parallel",
          personas: names.map((name, at) => ({ name, dependencies: dependencies[at] ?? [] })),
        },
        registrations: names.map((name, at) => registration(name, { reviewOrder: at + 1 })),
        custom: [],
        excluded: [],
        isRequired: () => false,
        answersAtOnce: () => false,
      });
      expect(levels.flat().toSorted()).toEqual(names);
      const levelOf = (name: string) => levels.findIndex((level) => level.includes(name));
      for (const [at, name] of names.entries()) {
        for (const wanted of dependencies[at] ?? []) {
          expect(levelOf(wanted)).toBeLessThan(levelOf(name));
        }
      }
    }),
  );
});
