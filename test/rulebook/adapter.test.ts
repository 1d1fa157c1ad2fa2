import { expect, test } from "vitest";

import { createReader } from "../../src/adapters/rulebook/readings.ts";
import { rulebookPersona } from "../../src/adapters/rulebook/rulebook-persona.ts";
import { openRulebook } from "../../src/adapters/rulebook/rulebook.ts";
import { buildPersonaInput } from "../../src/core/persona-input.ts";
import type { PersonaContext } from "../../src/ports/persona-adapter.ts";
import type { PersonaRegistration } from "../../src/schema/registration.ts";
import { epicRequestSchema } from "../../src/schema/request.ts";
import { persona, rule } from "../fakes/knowledge.ts";
import { recommendation, review } from "../fakes/review.ts";
import { estimation, reviewAll, shipped } from "../fakes/shipped-epic.ts";
import { WORKED_EXAMPLES } from "../fixtures/worked-examples.ts";

const SETTINGS = { currency: "USD", dayRate: 800, teamExperience: "known" } as const;
const description = WORKED_EXAMPLES[0]?.description ?? "";
const context = (signal = new AbortController().signal): PersonaContext => ({
  signal,
  taskId: "task",
  idempotencyKey: "key",
  report: () => {},
  admit: () => {},
  spend: () => {},
});

function inputFor(registration: PersonaRegistration, rest: object = {}) {
  const request = epicRequestSchema.parse({ description, ...rest });
  const queue = recommendation("queue", { facts: ["queue"] });
  const earlier = review("architect", { recommendations: [queue] });
  return buildPersonaInput(request, registration, [{ persona: "architect", review: earlier }]);
}

test("a persona answers from its rules, with the facts of earlier reviews and the wishes of the request", async () => {
  const registration = persona([
    rule("builds", { when: { facts: ["queue"] }, type: "blocking", priority: "high" }),
  ]);
  const adapter = rulebookPersona(registration, shipped, SETTINGS);
  const input = inputFor(registration, { metadata: { priority: "critical" } });
  expect(adapter.validate(input)).toEqual({ valid: true });
  const answer = adapter.transform(await adapter.execute(input, context()));
  expect(answer.recommendations.map(({ id, priority }) => [id, priority])).toEqual([
    ["builds", "critical"],
  ]);
});

test("the request may enforce DevOps", async () => {
  const registration = persona([rule("one", { priority: "high" })], { name: "devops-engineer" });
  const adapter = rulebookPersona(registration, shipped, SETTINGS);
  const typeWith = async (rest: object) =>
    adapter.transform(await adapter.execute(inputFor(registration, rest), context()))
      .recommendations[0]?.type;
  expect(await typeWith({})).toBe("suggested");
  expect(await typeWith({ enforceDevops: true })).toBe("blocking");
});

test("earlier reviews that are not given are passed over", async () => {
  const adapter = rulebookPersona(persona([]), shipped, SETTINGS);
  const input = inputFor(persona([]));
  const lacking = { ...input, epic: { ...input.epic, accumulatedInsights: {} } };
  expect(adapter.transform(await adapter.execute(lacking, context())).recommendations).toEqual([]);
});

test("an aborted review is not begun", () => {
  const adapter = rulebookPersona(persona([]), shipped, SETTINGS);
  expect(() => adapter.execute(inputFor(persona([])), context(AbortSignal.abort()))).toThrow(
    expect.objectContaining({ name: "AbortError" }),
  );
});

test("the fingerprint changes with whatever could change the answer", () => {
  const fingerprint = (
    registration = persona([]),
    knowledge = shipped,
    settings: Parameters<typeof rulebookPersona>[2] = SETTINGS,
  ) => rulebookPersona(registration, knowledge, settings).provider.fingerprint;
  const all = [
    fingerprint(),
    fingerprint(persona([rule("one")])),
    fingerprint(persona([]), { ...shipped, version: "other" }),
    fingerprint(persona([]), shipped, { ...SETTINGS, dayRate: 900 }),
    fingerprint(persona([]), shipped, { ...SETTINGS, currency: "EUR" }),
    fingerprint(persona([]), shipped, { ...SETTINGS, teamExperience: "new" }),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(fingerprint()).toBe(all[0]);
});

test("a description is read once, and only the last few are kept", () => {
  const read = createReader(shipped);
  const first = read("one");
  expect(read("one")).toBe(first);
  for (let count = 0; count < 8; count += 1) read(`other ${count}`);
  expect(read("one")).not.toBe(first);
});

test("the rulebook plays each persona at its own rate and judges the whole", async () => {
  const rulebook = openRulebook(shipped, { ...estimation, dayRates: { keeper: 1000 } });
  const costOf = async (registration: PersonaRegistration) => {
    const adapter = rulebook.adapterFor(registration);
    const answer = await adapter.execute(inputFor(registration), context());
    return adapter.transform(answer).costAnalysis.amount;
  };
  expect(await costOf(persona([rule("one")]))).toBe("2k-4k USD");
  expect(await costOf(persona([rule("one")], { name: "other" }))).toBe("1.6k-3.2k USD");
  const request = epicRequestSchema.parse({ description, metadata: { priority: "low" } });
  const assessment = rulebook.assess(request, reviewAll(description, "standard"));
  expect(assessment).toMatchObject({ vague: false, priority: "low" });
});
