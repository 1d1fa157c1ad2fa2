import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import type { PersonaAdapter } from "../../src/ports/persona-adapter.ts";
import { coordinatorOf, latestState, request } from "../fakes/coordinator.ts";
import { type Scripted, type ScriptedPersona, scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

const asked = new EpicError("WAITING", "A person was asked in question.md", {
  resumeWith: "--file question.md",
});

/** A persona that a person answers for: in the answer, any text but "nonsense" is a review. */
function person(name: string, reviewOrder: number, first: Scripted = asked): ScriptedPersona {
  const scripted = scriptedPersona(registration(name, { reviewOrder }), [first, asked]);
  const transform: PersonaAdapter["transform"] = (answer) => {
    if (answer === "nonsense") throw new EpicError("VALIDATION_FAILED", "That is none");
    return review(name, { insights: [String(answer)] });
  };
  return { ...scripted, kind: "person", transform };
}

const other = (name: string, reviewOrder: number, answer: Scripted = review(name)) =>
  scriptedPersona(registration(name, { reviewOrder }), [answer, answer]);

test("a run stops for a person as waiting, and the hint is how to answer", async () => {
  const dana = person("dana", 1);
  const last = other("last", 2);
  const setUp = coordinatorOf([dana, last], { settings: { maxRetries: 3 } });
  await expect(setUp.coordinator.execute(request())).rejects.toMatchObject({
    code: "WAITING",
    hint: expect.stringMatching(/^epic answer cp-\d+ --file question\.md$/),
  });
  expect(dana.asked).toHaveLength(1);
  expect(last.asked).toHaveLength(0);
  expect(await latestState(setUp)).toMatchObject({
    status: "waiting",
    currentPersona: "dana",
    errors: [],
    personaStates: { dana: { status: "waiting", reason: "A person was asked in question.md" } },
  });
  expect(setUp.events).toContainEqual(
    expect.objectContaining({ kind: "run-stopped", status: "waiting", code: "WAITING" }),
  );
});

test("the others of a level are heard to their end before the run waits", async () => {
  const personas = [person("dana", 1), other("b", 2), person("emil", 3)];
  const setUp = coordinatorOf(personas, { execution: "parallel" });
  await expect(setUp.coordinator.execute(request())).rejects.toMatchObject({ code: "WAITING" });
  expect(await latestState(setUp)).toMatchObject({
    completedPersonas: ["b"],
    personaStates: { dana: { status: "waiting" }, emil: { status: "waiting" } },
  });
});

test("a required persona that failed beside a person is what the run stops for", async () => {
  const down = new EpicError("NOT_ALLOWED", "no");
  const broken = scriptedPersona(registration("b", { reviewOrder: 2, required: true }), [down]);
  const setUp = coordinatorOf([person("dana", 1), broken], { execution: "parallel" });
  await expect(setUp.coordinator.execute(request())).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect(await latestState(setUp)).toMatchObject({ status: "failed" });
});

test("an answer takes the place of asking, and the run goes on to the next one who waits", async () => {
  const personas = [person("dana", 1), other("b", 2), person("emil", 3)];
  const setUp = coordinatorOf(personas);
  await expect(setUp.coordinator.execute(request())).rejects.toMatchObject({ code: "WAITING" });
  const first = setUp.coordinator.answer("latest", { text: "one ledger" });
  await expect(first).rejects.toMatchObject({ code: "WAITING" });
  const { epic } = await setUp.coordinator.answer("latest", { text: "fine", persona: "emil" });
  expect(epic.personas.map(({ insights }) => insights)).toEqual([
    ["one ledger"],
    ["b was here"],
    ["fine"],
  ]);
  expect(personas.map(({ asked: times }) => times.length)).toEqual([1, 1, 1]);
});

test("an answer that does not fit changes nothing", async () => {
  const setUp = coordinatorOf([person("dana", 1)]);
  await expect(setUp.coordinator.execute(request())).rejects.toThrow("A person was asked");
  const before = setUp.medium.checkpoints.length;
  const answered = setUp.coordinator.answer("latest", { text: "nonsense" });
  await expect(answered).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  expect(setUp.medium.checkpoints).toHaveLength(before);
});

test("where the configuration names no person any more, an answer is not taken", async () => {
  const setUp = coordinatorOf([person("dana", 1)]);
  await expect(setUp.coordinator.execute(request())).rejects.toThrow("A person was asked");
  const later = coordinatorOf([other("dana", 1)], { medium: setUp.medium });
  await expect(later.coordinator.answer("latest", { text: "fine" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    hint: expect.stringContaining("epic resume task-"),
  });
});

const slow: Scripted = () => new Promise((settle) => setTimeout(settle, 50, review("dana")));

test("a person is held by no time limit of a persona", async () => {
  const setUp = coordinatorOf([person("dana", 1, slow)], {
    settings: { personaTimeoutMs: () => 1 },
  });
  expect((await setUp.coordinator.execute(request())).epic.personas).toHaveLength(1);
});
