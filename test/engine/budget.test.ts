import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import type { PersonaContext } from "../../src/ports/persona-adapter.ts";
import type { Usage } from "../../src/schema/expense.ts";
import type { Review } from "../../src/schema/persona.ts";
import { coordinatorOf, latestState, request } from "../fakes/coordinator.ts";
import { type Scripted, scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

const MODEL = { model: "known", promptBytes: 0, maxOutputTokens: 1000 };

/** Three cents: a thousand tokens in, a thousand out. */
const CALL: Usage = { model: "known", inputTokens: 1000, outputTokens: 1000 };

const answers =
  (said: Review, usage: Usage = CALL): Scripted =>
  ({ spend }: PersonaContext) => {
    spend(usage);
    return Promise.resolve(said);
  };

const fails =
  (usage: Usage = CALL): Scripted =>
  ({ spend }) => {
    spend(usage);
    throw new EpicError("NETWORK_ERROR", "The line broke");
  };

function model(name: string, reviewOrder: number, ...scripted: readonly Scripted[]) {
  return scriptedPersona(registration(name, { reviewOrder, required: true }), scripted, MODEL);
}

const wish = (options: object) => request({ options: { ...request().options, ...options } });

test("what each attempt consumed is kept with the step, also what failed", async () => {
  const first = model("product-owner", 1, fails(), answers(review("product-owner")));
  const setUp = coordinatorOf([first], { settings: { maxRetries: 1 } });
  await setUp.coordinator.execute(wish({}));
  const checkpoints = await setUp.store.load("latest");
  const expense = { persona: "product-owner", provider: "scripted", ...CALL, costUsd: 0.03 };
  expect(checkpoints.find(({ event }) => event.kind === "reviewed")?.event).toMatchObject({
    expenses: [
      { ...expense, outcome: "failed" },
      { ...expense, outcome: "answered" },
    ],
  });
  expect((await latestState(setUp)).expenses).toHaveLength(2);
});

test("what a persona consumed in vain is kept where it leaves a gap", async () => {
  const lost = scriptedPersona(registration("architect", { reviewOrder: 2 }), [fails()], MODEL);
  const first = model("product-owner", 1, answers(review("product-owner")));
  const setUp = coordinatorOf([first, lost]);
  await setUp.coordinator.execute(wish({}));
  expect((await latestState(setUp)).expenses.map(({ outcome }) => outcome)).toEqual([
    "answered",
    "failed",
  ]);
});

test("a call that the budget does not reach for is not made: the run stops and can go on", async () => {
  const first = model("product-owner", 1, answers(review("product-owner")));
  const second = model("architect", 2, answers(review("architect")));
  const setUp = coordinatorOf([first, second]);

  const run = setUp.coordinator.execute(wish({ maxCost: 0.04 }));
  const failure: unknown = await run.catch((error: unknown) => error);

  expect(failure).toMatchObject({ code: "BUDGET_EXCEEDED" });
  expect(second.asked).toHaveLength(0);
  const stopped = await latestState(setUp);
  expect(stopped).toMatchObject({ status: "failed", completedPersonas: ["product-owner"] });
  // It is no failure of the architect.
  expect(stopped.errors).toEqual([]);
  const hint = failure instanceof EpicError ? failure.hint : "";
  expect(hint).toContain(`epic resume ${stopped.checkpoints.at(-1)?.id} --max-cost 0.`);

  await expect(setUp.coordinator.resume("latest")).rejects.toMatchObject({
    code: "BUDGET_EXCEEDED",
  });
  const signal = new AbortController().signal;
  const { summary } = await setUp.coordinator.resume("latest", signal, { maxCost: 1 });
  expect(summary.personasCompleted).toBe(2);
  expect(first.asked).toHaveLength(1);
  expect((await latestState(setUp)).request.options.maxCost).toBe(1);
});

test("a retry is a call like any other: the budget is asked again", async () => {
  const first = model("product-owner", 1, fails(), answers(review("product-owner")));
  const setUp = coordinatorOf([first], { settings: { maxRetries: 3 } });
  await expect(setUp.coordinator.execute(wish({ maxCost: 0.04 }))).rejects.toMatchObject({
    code: "BUDGET_EXCEEDED",
  });
  expect(first.asked).toHaveLength(1);
  // The attempt was paid for, though its persona is still to be asked.
  expect((await latestState(setUp)).expenses).toMatchObject([{ outcome: "failed", costUsd: 0.03 }]);
});

const twice: Scripted = ({ admit, spend }) => {
  spend(CALL);
  admit();
  spend(CALL);
  return Promise.resolve(review("product-owner"));
};

const ownerAlone = (...scripted: readonly Scripted[]) =>
  coordinatorOf([model("product-owner", 1, ...scripted)]);

test("a further call of the same attempt asks the budget too", async () => {
  await expect(
    ownerAlone(twice).coordinator.execute(wish({ maxCost: 0.04 })),
  ).rejects.toMatchObject({
    code: "BUDGET_EXCEEDED",
  });
  const rich = ownerAlone(twice);
  await rich.coordinator.execute(wish({ maxCost: 0.1 }));
  expect((await latestState(rich)).expenses).toMatchObject([
    { inputTokens: 2000, outputTokens: 2000, costUsd: 0.06 },
  ]);
});

test("calls at once share one budget: what the others may still take is set aside", async () => {
  let calls = 0;
  const slowly: Scripted = async ({ spend }) => {
    calls += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    spend(CALL);
    return review("any");
  };
  const personas = ["one", "two", "three"].map((name, at) => model(name, at + 1, slowly));
  const setUp = coordinatorOf(personas, { execution: "parallel" });
  await expect(setUp.coordinator.execute(wish({ maxCost: 0.05 }))).rejects.toMatchObject({
    code: "BUDGET_EXCEEDED",
  });
  expect(calls).toBe(2);
  expect((await latestState(setUp)).completedPersonas).toHaveLength(2);
});

test("tokens have a limit of their own", async () => {
  const first = model("product-owner", 1, answers(review("product-owner")));
  const second = model("architect", 2, answers(review("architect")));
  const setUp = coordinatorOf([first, second]);
  await expect(setUp.coordinator.execute(wish({ maxTokens: 3000 }))).rejects.toMatchObject({
    code: "BUDGET_EXCEEDED",
    hint: expect.stringMatching(/--max-tokens \d+$/),
  });
  expect(second.asked).toHaveLength(0);
});

const agent = (name: string, reviewOrder: number) =>
  scriptedPersona(registration(name, { reviewOrder, required: true }), [review(name)], "unknown");

test("an agent that does not say what it took is unknown, and unknown is not 0", async () => {
  const setUp = coordinatorOf([agent("product-owner", 1), agent("architect", 2)]);
  await expect(setUp.coordinator.execute(wish({ maxCost: 5 }))).rejects.toMatchObject({
    message: expect.stringContaining("scripted did not say what it cost"),
  });
  const { expenses } = await latestState(setUp);
  expect(expenses).toEqual([
    { persona: "product-owner", provider: "scripted", outcome: "answered" },
  ]);
});

test("an answer from the cache costs nothing and says what it saved", async () => {
  const first = model("product-owner", 1, answers(review("product-owner")));
  const setUp = coordinatorOf([first]);
  await setUp.coordinator.execute(wish({}));
  await setUp.coordinator.execute(wish({ maxCost: 0 }));
  expect(first.asked).toHaveLength(1);
  const events = (await setUp.store.load("latest")).map(({ event }) => event);
  expect(events.find(({ kind }) => kind === "reviewed")).toMatchObject({
    saved: [{ persona: "product-owner", ...CALL, costUsd: 0.03 }],
  });
  expect((await latestState(setUp)).expenses).toEqual([]);
});
