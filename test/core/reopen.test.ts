import * as fc from "fast-check";
import { expect, test } from "vitest";

import { planRetry, planRewind, unanswered } from "../../src/core/reopen.ts";
import type { PersonaState, RunState } from "../../src/schema/run.ts";
import { runState } from "../fakes/run-state.ts";

const PLAN = [["owner"], ["architect"], ["security"], ["performance"], ["devops"]];
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  architect: ["owner"],
  security: ["architect"],
  performance: ["architect"],
  devops: ["security", "performance"],
};
const needs = (name: string) => NEEDS[name] ?? [];

const WORDS: Readonly<Record<string, PersonaState["status"]>> = {
  c: "completed",
  f: "failed",
  r: "running",
  w: "waiting",
};

/** One letter for each persona in plan order: completed, failed, pending or running. */
function stateOf(letters: string, plan: readonly (readonly string[])[] = PLAN): RunState {
  const statuses = plan.flat().map((name, at) => [name, WORDS[letters.charAt(at)] ?? "pending"]);
  return runState(plan, Object.fromEntries(statuses));
}

test("a resume asks whoever has not completed", () => {
  expect(unanswered(stateOf("ccfpp"))).toEqual(["security", "performance", "devops"]);
  expect(unanswered(stateOf("ccrpp"))).toEqual(["security", "performance", "devops"]);
});

test("a gap that others have reviewed without is not asked by a resume", () => {
  expect(unanswered(stateOf("cfcfp"))).toEqual(["performance", "devops"]);
});

test("a rewind asks a persona again, and all after it", () => {
  expect(planRewind(stateOf("ccccc"), "security")).toEqual({
    personas: ["security", "performance", "devops"],
    plan: PLAN,
  });
  expect(planRewind(stateOf("cccfp"), "security").personas).toContain("performance");
  expect(planRewind(stateOf("cfccc"), "security").personas).not.toContain("architect");
});

test("peers of a level have not seen one another, and keep what they said", () => {
  const plan = [["owner"], ["security", "performance"], ["devops"]];
  expect(planRewind(stateOf("cccc", plan), "security").personas).toEqual(["security", "devops"]);
});

test.each([
  ["securty", "ccccc", /securty takes no part/, 'Did you mean "security"?'],
  ["x", "ccccc", /x takes no part/, "its personas are owner, architect"],
  ["security", "ccppp", /security has not reviewed/, "epic resume task-1"],
])("a rewind to %s of %s is refused", (name, letters, message, hint) => {
  const refused = () => planRewind(stateOf(letters), name);
  expect(refused).toThrow(message);
  expect(errorOf(refused)).toMatchObject({
    code: "INVALID_INPUT",
    hint: expect.stringContaining(hint),
  });
});

test("a retry asks those that failed at once, and puts behind them who depends on them", () => {
  expect(planRetry(stateOf("ccffc"), needs)).toEqual({
    personas: ["security", "performance"],
    plan: [["owner"], ["architect"], ["security", "performance"], ["devops"]],
  });
});

test("who does not depend on a failed one keeps its review and its place before it", () => {
  expect(planRetry(stateOf("ccfcc"), needs)).toEqual({
    personas: ["security"],
    plan: [["owner"], ["architect"], ["performance"], ["security"], ["devops"]],
  });
});

test("who saw a review that may be replaced comes behind as well", () => {
  const plan = [["owner"], ["architect"], ["writer"], ["reader"]];
  expect(planRetry(stateOf("cfcc", plan), writerNeedsArchitect).plan).toEqual(plan);
});

test("a failed one that depends on another failed one waits for it", () => {
  expect(planRetry(stateOf("cffcf"), needs)).toEqual({
    personas: ["architect", "security", "devops"],
    plan: [["owner"], ["architect"], ["security"], ["performance"], ["devops"]],
  });
});

test("a retry of a run that stopped goes on to whom it had not come to", () => {
  expect(planRetry(stateOf("cfppp"), needs)).toEqual({
    personas: ["architect", "security", "performance", "devops"],
    plan: PLAN,
  });
});

test("whoever waits for a person stays behind those that are retried", () => {
  expect(planRetry(stateOf("cfwpp"), needs)).toEqual({
    personas: ["architect", "security", "performance", "devops"],
    plan: PLAN,
  });
  expect(unanswered(stateOf("ccwpp"))).toEqual(["security", "performance", "devops"]);
});

test("where nobody failed there is nothing to retry, and the hint says what there is", () => {
  const done = { ...stateOf("ccccc"), status: "completed" as const };
  expect(errorOf(() => planRetry(done, needs))).toMatchObject({
    code: "INVALID_INPUT",
    hint: /^epic show task-1/,
  });
  expect(errorOf(() => planRetry(stateOf("ccppp"), needs))).toMatchObject({
    hint: "epic resume task-1 goes on",
  });
});

const writerNeedsArchitect = (name: string) => (name === "writer" ? ["architect"] : []);

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const anyRun = fc
  .array(fc.constantFrom("c", "f", "p", "r", "w"), { minLength: 5, maxLength: 5 })
  .map((letters) => stateOf(letters.join("")));

test("whatever a run looks like, a retry loses nobody and asks nobody before whom it needs", () => {
  fc.assert(
    fc.property(anyRun, (state) => {
      const failed = names(state, "failed");
      fc.pre(failed.length > 0);
      const { plan, personas } = planRetry(state, needs);
      expect(plan.flat().toSorted()).toEqual(PLAN.flat().toSorted());
      expect(failed.every((name) => personas.includes(name))).toBe(true);
      expect(personas.filter((name) => names(state, "completed").includes(name))).toEqual([]);
      const level = (name: string) => plan.findIndex((members) => members.includes(name));
      for (const name of PLAN.flat()) {
        for (const needed of needs(name)) expect(level(needed)).toBeLessThan(level(name));
      }
    }),
  );
});

function names({ personaStates }: RunState, status: PersonaState["status"]): readonly string[] {
  return Object.keys(personaStates).filter((name) => personaStates[name]?.status === status);
}
