import * as fc from "fast-check";
import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import { coordinatorOf, latestState, request } from "../fakes/coordinator.ts";
import { type Scripted, scriptedPersona } from "../fakes/persona.ts";
import { recommendation, registration, review } from "../fakes/review.ts";

interface Member {
  /** Places of earlier members. */
  readonly dependencies: readonly number[];
  readonly required: boolean;
  readonly fails: boolean;
  /** Turns of the event loop that it takes. */
  readonly turns: number;
}

const nameOf = (at: number) => `persona-${at}`;

async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((next) => setImmediate(next));
}

/** Says what it was shown, so that a difference in what it sees is one in what it says. */
function personaOf({ required, fails, turns }: Member, at: number, delays: readonly number[]) {
  const name = nameOf(at);
  const persona = scriptedPersona(registration(name, { reviewOrder: at + 1, required }), []);
  return {
    ...persona,
    async execute(input: Parameters<typeof persona.execute>[0]) {
      await pass(delays[at] ?? turns);
      if (fails) throw new EpicError("INVALID_INPUT", `${name} cannot`);
      const shown = input.epic.previousPersonas;
      return review(name, {
        insights: [`shown ${shown.join(", ")}`],
        recommendations: [recommendation(`${name}-1`), recommendation("shared")],
      });
    },
  };
}

type Outcome = EpicResponse | { readonly failed: string };

async function outcomeOf(
  members: readonly Member[],
  delays: readonly number[],
  maxConcurrentPersonas: number,
): Promise<Outcome> {
  const setUp = coordinatorOf(
    members.map((member, at) => personaOf(member, at, delays)),
    {
      execution: "parallel",
      dependencies: Object.fromEntries(
        members.map(({ dependencies }, at) => [nameOf(at), dependencies.map(nameOf)]),
      ),
      settings: { maxConcurrentPersonas },
    },
  );
  try {
    const { epic, summary, schemaVersion } = await setUp.coordinator.execute(request());
    return {
      epic: { ...epic, id: "", metadata: { ...epic.metadata, taskId: "" } },
      summary,
      schemaVersion,
    };
  } catch {
    const { personaStates } = await latestState(setUp);
    return { failed: JSON.stringify(personaStates) };
  }
}

const membersArbitrary = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.tuple(
    ...Array.from({ length: size }, (_, at) =>
      fc.record({
        dependencies: fc.subarray(Array.from({ length: at }, (_each, earlier) => earlier)),
        required: fc.constant(false),
        fails: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
        turns: fc.nat(4),
      }),
    ),
  ),
);

test("at once or one at a time, whatever finishes first: the epic is the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      membersArbitrary,
      fc.array(fc.nat(6), { minLength: 7, maxLength: 7 }),
      fc.integer({ min: 2, max: 5 }),
      async (members, delays, concurrency) => {
        const alone = await outcomeOf(members, [], 1);
        expect(await outcomeOf(members, delays, concurrency)).toEqual(alone);
      },
    ),
    { numRuns: 60 },
  );
});

test("whoever is done makes room for the next of its level, and for nobody of a later one", async () => {
  const running = new Set<string>();
  const seen: string[][] = [];
  const worker =
    (name: string, turns: number): Scripted =>
    async () => {
      running.add(name);
      seen.push([...running].toSorted());
      await pass(turns);
      running.delete(name);
      return review(name);
    };
  const turns = { slow: 40, quick: 1, third: 1, last: 1 };
  const personas = Object.entries(turns).map(([name, count], at) =>
    scriptedPersona(registration(name, { reviewOrder: at + 1 }), [worker(name, count)]),
  );
  const setUp = coordinatorOf(personas, {
    execution: "parallel",
    dependencies: { last: ["slow", "quick", "third"] },
    settings: { maxConcurrentPersonas: 2 },
  });
  await setUp.coordinator.execute(request());
  expect(seen).toEqual([["slow"], ["quick", "slow"], ["slow", "third"], ["last"]]);
});

test("when a required persona fails, those at work are waited for and kept, and no other begins", async () => {
  const settled: string[] = [];
  const answering =
    (name: string): Scripted =>
    async () => {
      await pass(30);
      settled.push(name);
      return review(name);
    };
  const personas = [
    scriptedPersona(registration("failing", { reviewOrder: 1, required: true }), [
      new EpicError("INVALID_INPUT", "It cannot"),
    ]),
    scriptedPersona(registration("working", { reviewOrder: 2 }), [answering("working")]),
    scriptedPersona(registration("waiting", { reviewOrder: 3 }), [answering("waiting")]),
  ];
  const setUp = coordinatorOf(personas, {
    execution: "parallel",
    settings: { maxConcurrentPersonas: 2 },
  });
  await expect(setUp.coordinator.execute(request())).rejects.toThrow("It cannot");
  expect(settled).toEqual(["working"]);
  expect((await latestState(setUp)).personaStates).toMatchObject({
    working: { status: "completed" },
    waiting: { status: "pending" },
  });
});
