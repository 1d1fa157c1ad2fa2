import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { epicResponseSchema } from "../../src/schema/epic.ts";
import { coordinatorOf, latestState, request } from "../fakes/coordinator.ts";
import { scriptedPersona } from "../fakes/persona.ts";
import { recommendation, registration, review } from "../fakes/review.ts";

const owner = (...answers: Parameters<typeof scriptedPersona>[1]) =>
  scriptedPersona(registration("product-owner", { reviewOrder: 1, required: true }), answers);
const architect = (...answers: Parameters<typeof scriptedPersona>[1]) =>
  scriptedPersona(registration("architect", { reviewOrder: 2, required: true }), answers);
const optional = (...answers: Parameters<typeof scriptedPersona>[1]) =>
  scriptedPersona(registration("accessibility-advocate", { reviewOrder: 3 }), answers);

const down = () => new EpicError("PERSONA_UNAVAILABLE", "Nobody answers");

test("each persona sees the whole reviews of the ones before it", async () => {
  const first = review("product-owner", { recommendations: [recommendation("po-1")] });
  const second = architect(review("architect"));
  await coordinatorOf([owner(first), second]).coordinator.execute(request());
  expect(second.asked[0]?.epic.previousPersonas).toEqual(["product-owner"]);
  expect(second.asked[0]?.epic.accumulatedInsights).toEqual({ "product-owner": first });
});

test("the order is the review order, not the order of registration", async () => {
  const second = architect(review("architect"));
  const setUp = coordinatorOf([second, owner(review("product-owner"))]);
  const { epic } = await setUp.coordinator.execute(request());
  expect(epic.personas.map(({ persona }) => persona.name)).toEqual(["product-owner", "architect"]);
});

test("the epic passes its own schema and is kept as it was answered", async () => {
  const said = review("product-owner", {
    recommendations: [recommendation("po-1"), recommendation("po-2", { dependencies: ["po-1"] })],
  });
  const setUp = coordinatorOf([owner(said), architect(review("architect"))]);
  const response = await setUp.coordinator.execute(request());
  expect(epicResponseSchema.parse(response)).toEqual(response);
  expect(await setUp.coordinator.getEpic(response.epic.id)).toEqual(response);
  expect(await setUp.coordinator.getEpic("latest")).toEqual(response);
});

test("there is a checkpoint before and after every persona, and a final one", async () => {
  const setUp = coordinatorOf([owner(review("a")), architect(review("b"))]);
  await setUp.coordinator.execute(request());
  const checkpoints = await setUp.store.load("latest");
  expect(checkpoints.map(({ reason, event }) => `${reason} ${event.kind}`)).toEqual([
    "before started",
    "before began",
    "after reviewed",
    "before began",
    "after reviewed",
    "final finished",
  ]);
});

test("an optional persona that fails leaves a gap, and its failure is remembered", async () => {
  const setUp = coordinatorOf([owner(review("a")), optional(down())]);
  const response = await setUp.coordinator.execute(request());
  expect(response.summary.personasSkipped).toEqual(["accessibility-advocate"]);
  expect(response.epic.status).toBe("partial");
  expect(response.epic.gaps).toEqual([
    { persona: "accessibility-advocate", reason: "Nobody answers" },
  ]);
  const { errors } = await latestState(setUp);
  expect(errors).toMatchObject([
    { type: "PERSONA_UNAVAILABLE", persona: "accessibility-advocate" },
  ]);
});

test("a required persona that fails stops the run, and says how to go on", async () => {
  const setUp = coordinatorOf([owner(down()), architect(review("b"))]);
  const run = setUp.coordinator.execute(request());
  await expect(run).rejects.toMatchObject({ code: "PERSONA_UNAVAILABLE" });
  const state = await latestState(setUp);
  expect(state.status).toBe("failed");
  const error = await run.catch((failure: EpicError) => failure);
  expect(error).toMatchObject({ hint: `epic resume ${state.checkpoints.at(-1)?.id}` });
});

test("a resumed run asks only the personas that have not answered", async () => {
  const first = owner(review("product-owner"));
  const second = architect(down(), review("architect"));
  const setUp = coordinatorOf([first, second]);
  await expect(setUp.coordinator.execute(request())).rejects.toThrow("Nobody answers");

  const response = await setUp.coordinator.resume("latest");

  expect(first.asked).toHaveLength(1);
  expect(response.summary.personasCompleted).toBe(2);
  expect(second.asked[1]).toEqual(second.asked[0]);
});

test("every attempt of one step carries the same idempotency key", async () => {
  const second = architect(down(), review("architect"));
  const setUp = coordinatorOf([owner(review("a")), second], { settings: { maxRetries: 1 } });
  await setUp.coordinator.execute(request());
  expect(second.keys).toHaveLength(2);
  expect(new Set(second.keys).size).toBe(1);
});

test("a finished run that is resumed answers with its epic and asks nobody", async () => {
  const first = owner(review("product-owner"));
  const setUp = coordinatorOf([first]);
  const response = await setUp.coordinator.execute(request());
  expect(await setUp.coordinator.resume(response.epic.metadata.taskId)).toEqual(response);
  expect(first.asked).toHaveLength(1);
});

test("personas of one level work at the same time, and see only the levels before", async () => {
  const gate = { waiting: 0, open: () => {} };
  const both = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const together = (name: string) => async () => {
    gate.waiting += 1;
    if (gate.waiting === 2) gate.open();
    await both;
    return review(name);
  };
  const second = architect(together("architect"));
  const third = optional(together("accessibility-advocate"));
  const setUp = coordinatorOf([owner(review("product-owner")), second, third], {
    execution: "parallel",
    dependencies: { architect: ["product-owner"], "accessibility-advocate": ["product-owner"] },
  });
  const { epic } = await setUp.coordinator.execute(request());
  expect(third.asked[0]?.epic.previousPersonas).toEqual(["product-owner"]);
  expect(epic.personas.map(({ persona }) => persona.name)).toEqual([
    "product-owner",
    "architect",
    "accessibility-advocate",
  ]);
});

test("no more personas work at once than allowed", async () => {
  let working = 0;
  let most = 0;
  const counted = async () => {
    most = Math.max(most, (working += 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    working -= 1;
    return review("x");
  };
  const setUp = coordinatorOf([owner(counted), architect(counted), optional(counted)], {
    execution: "parallel",
    settings: { maxConcurrentPersonas: 2 },
  });
  await setUp.coordinator.execute(request());
  expect(most).toBe(2);
});

test("a run with no epic yet says so, and how to get one", async () => {
  const setUp = coordinatorOf([owner(down())]);
  await expect(setUp.coordinator.execute(request())).rejects.toThrow("Nobody answers");
  const shown = setUp.coordinator.getEpic("latest");
  await expect(shown).rejects.toMatchObject({ code: "NOT_FOUND", hint: /^epic resume task-/ });
});

test("a custom persona takes part in its place of the order", async () => {
  const custom = registration("legal-counsel", { reviewOrder: 2 });
  const answers = scriptedPersona(custom, [review("legal-counsel")]);
  const setUp = coordinatorOf([owner(review("a")), optional(review("b"))], {
    parts: {
      adaptersFor: ({ name }) => [
        name === "legal-counsel" ? answers : scriptedPersona(registration(name), [review(name)]),
      ],
    },
  });
  const { epic } = await setUp.coordinator.execute(
    request({
      options: {
        cache: "on",
        excludePersonas: [],
        customPersonas: { "legal-counsel": custom },
      },
    }),
  );
  expect(epic.personas.map(({ persona }) => persona.name)).toEqual([
    "product-owner",
    "legal-counsel",
    "accessibility-advocate",
  ]);
});

test("a custom persona with faults is refused before anything is saved", async () => {
  const custom = registration("legal-counsel", { reviewOrder: 2 });
  const setUp = coordinatorOf([owner(review("a"))], {
    parts: { faultsOf: () => ["legal-1: unknown signal x", "legal-2: no title"] },
  });
  const run = setUp.coordinator.execute(
    request({
      options: { cache: "on", excludePersonas: [], customPersonas: { "legal-counsel": custom } },
    }),
  );
  await expect(run).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: "The persona legal-counsel has a fault: legal-1: unknown signal x (and 1 more)",
  });
  expect(await setUp.store.list({})).toEqual([]);
});

test("a review and the beginning of the next are saved in one go", async () => {
  const setUp = coordinatorOf([owner(review("a")), architect(review("b"))]);
  const saves: (readonly string[])[] = [];
  const save = setUp.store.save.bind(setUp.store);
  setUp.store.save = (lease, ...records) => {
    saves.push(records.map(({ checkpoint }) => checkpoint.event.kind));
    return save(lease, ...records);
  };
  await setUp.coordinator.execute(request());
  expect(saves).toEqual([
    ["started"],
    ["began"],
    ["reviewed", "began"],
    ["reviewed"],
    ["finished"],
  ]);
});

test("where a review cannot be saved, nobody else is asked and the run says so", async () => {
  const second = architect(review("b"));
  const setUp = coordinatorOf([owner(review("a")), second]);
  const save = setUp.store.save.bind(setUp.store);
  setUp.store.save = (lease, ...records) =>
    records.some(({ checkpoint }) => checkpoint.event.kind === "reviewed")
      ? Promise.reject(new EpicError("STORAGE_ERROR", "The disk is full"))
      : save(lease, ...records);
  await expect(setUp.coordinator.execute(request())).rejects.toMatchObject({
    code: "STORAGE_ERROR",
  });
  expect(second.asked).toEqual([]);
  const { completedPersonas } = await latestState(setUp);
  expect(completedPersonas).toEqual([]);
});
