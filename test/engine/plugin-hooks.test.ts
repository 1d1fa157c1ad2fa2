import * as fc from "fast-check";
import { expect, test } from "vitest";

import { inProcessPlugin } from "../../src/adapters/memory/plugin.ts";
import { buildPersonaInput } from "../../src/core/persona-input.ts";
import { createPluginHooks } from "../../src/engine/plugin-hooks.ts";
import type { ProgressEvent } from "../../src/engine/progress.ts";
import type { PluginHooks } from "../../src/ports/workflow-plugin.ts";
import { epicOf } from "../fakes/any-epic.ts";
import { coordinatorOf, request } from "../fakes/coordinator.ts";
import { output } from "../fakes/output.ts";
import { scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

const RUN = { taskId: "task-1", epicId: "epic-1" };
const never = new AbortController().signal;
const said = output("architect");

function hooksOf(plugins: readonly PluginHooks[], failure: "isolated" | "fatal" = "isolated") {
  const events: ProgressEvent[] = [];
  const opened = plugins.map((hooks, at) =>
    inProcessPlugin({ name: `plugin-${at}`, version: "1.0.0", hooks }, failure),
  );
  return { hooks: createPluginHooks(opened, (event) => void events.push(event)), events };
}

const adding = (insight: string): PluginHooks => ({
  afterPersona: (_persona, given) => ({ ...given, insights: [...given.insights, insight] }),
});
const failing: PluginHooks = {
  afterPersona: () => {
    throw new Error("no");
  },
};

test("each plugin gets what those before it made, and those that fail are as if they were not there", async () => {
  const plugins = fc.array(fc.record({ fails: fc.boolean(), insight: fc.string() }));
  await fc.assert(
    fc.asyncProperty(plugins, async (all) => {
      const { hooks, events } = hooksOf(
        all.map(({ fails, insight }) => (fails ? failing : adding(insight))),
      );
      const around = hooks.around("architect", RUN, never);
      const { insights } = await around.after(said);
      const good = all.filter(({ fails }) => !fails).map(({ insight }) => insight);
      expect(insights).toEqual([...said.insights, ...good]);
      expect(around.intact()).toBe(good.length === all.length);
      expect(events).toHaveLength(all.length - good.length);
    }),
    { numRuns: 50 },
  );
});

test("only plugins that may change a review are part of its cache key, in their order", () => {
  const changing = adding("a");
  const { hooks } = hooksOf([{ notify() {} }, changing, { beforePersona: (_p, input) => input }]);
  expect(hooks.fingerprints).toHaveLength(2);
  expect(hooksOf([{ notify() {} }]).hooks.fingerprints).toEqual([]);
});

test("a failure that is fatal names the plugin and the place, and stops what comes after", async () => {
  const { hooks, events } = hooksOf([failing, adding("never")], "fatal");
  await expect(hooks.around("architect", RUN, never).after(said)).rejects.toMatchObject({
    code: "PLUGIN_FAILED",
    plugin: "plugin-0",
    message: "The plugin plugin-0 failed in afterPersona of architect: no",
  });
  expect(events).toEqual([]);
});

test("a plugin is told of the run what it was promised, and no more", async () => {
  const told: unknown[] = [];
  const { hooks } = hooksOf([
    {
      beforePersona: (_persona, input, context) => {
        told.push(context);
        return input;
      },
    },
  ]);
  const input = buildPersonaInput(request(), registration("architect"), []);
  const whole = { ...RUN, request: request(), personaStates: {} };
  await hooks.around("architect", whole, never).before(input);
  expect(told).toEqual([{ ...RUN, status: "running" }]);
});

test("an epic that nobody touched says who could have, and what failed", async () => {
  const epic = epicOf([said]);
  const { hooks } = hooksOf([{ afterCompletion: () => epic }, failing]);
  await hooks.around("architect", RUN, never).after(said);
  const { epic: shaped } = await hooks.shape([said], epic, never);
  expect(shaped.metadata.plugins?.map(({ name }) => name)).toEqual(["plugin-0", "plugin-1"]);
  expect(shaped.warnings).toEqual([expect.stringContaining("The plugin plugin-1 failed")]);
});

test("reviews that were changed before they are aggregated have the hash of what they are now", async () => {
  const { hooks } = hooksOf([
    { beforeAggregation: (all) => all.map((each) => ({ ...each, confidence: 0.1 })) },
  ]);
  const [changed] = await hooks.beforeAggregation([said], RUN, never);
  expect(changed?.metadata.hash).toMatch(/^\w{64}$/);
  expect(changed?.metadata.hash).not.toBe(said.metadata.hash);
});

test("telling of a failure never hides it: a teller that fails fatally is only noted", async () => {
  const { hooks, events } = hooksOf(
    [
      {
        onError: () => {
          throw new Error("nobody listens");
        },
      },
    ],
    "fatal",
  );
  const error = {
    type: "TIMEOUT",
    message: "too late",
    timestamp: "2026-11-20T10:00:00.000Z",
    recoverable: true,
    retryCount: 0,
  } as const;
  await hooks.onError(error, { ...RUN, status: "failed" });
  expect(events).toMatchObject([{ kind: "plugin-failed", place: "onError" }]);
});

test("a plugin without which a run must not go on stops it, even for a persona that may fail", async () => {
  const optional = scriptedPersona(registration("architect"), [review("architect")]);
  const later = scriptedPersona(registration("security-specialist"), []);
  const { hooks } = hooksOf([failing], "fatal");
  const { coordinator } = coordinatorOf([optional, later], { parts: { hooks } });
  await expect(coordinator.execute(request())).rejects.toMatchObject({ code: "PLUGIN_FAILED" });
  expect(later.asked).toEqual([]);
});

test("what failed in one run stands in no other that goes on beside it", async () => {
  const { hooks } = hooksOf([failing]);
  await hooks.around("architect", RUN, never).after(said);
  await hooks.around("architect", { ...RUN, taskId: "task-2" }, never).after(said);
  const shaped = async (taskId: string) => {
    const { epic, ...frame } = epicOf([said]);
    const own = { ...frame, epic: { ...epic, metadata: { ...epic.metadata, taskId } } };
    return (await hooks.shape([said], own, never)).epic.warnings;
  };
  const fault = "The plugin plugin-0 failed in afterPersona of architect: no";
  expect(await shaped("task-1")).toEqual([fault]);
  expect(await shaped("task-2")).toEqual([fault]);
  expect(await shaped("task-1")).toEqual([]);
});
