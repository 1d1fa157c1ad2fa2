import { expect, test } from "vitest";

import { bodiesOf, parseEpicRecord, restoreEpic } from "../../src/core/epic-record.ts";
import { storedObject } from "../../src/core/hash.ts";
import { personaOutput, reviewOf } from "../../src/core/persona-output.ts";
import { recordEpic } from "../../src/core/record-epic.ts";
import { personaOutputSchema } from "../../src/schema/persona.ts";
import { coordinatorOf, request } from "../fakes/coordinator.ts";
import { scriptedPersona } from "../fakes/persona.ts";
import { recommendation, registration, review } from "../fakes/review.ts";

async function finishedEpic() {
  const said = review("product-owner", { recommendations: [recommendation("po-1")] });
  const persona = scriptedPersona(registration("product-owner"), [said]);
  return { response: await coordinatorOf([persona]).coordinator.execute(request()) };
}

test("an epic that was taken apart is put together again, byte for byte", async () => {
  const { response } = await finishedEpic();
  const { record, bodies } = recordEpic(response);
  const parsed = parseEpicRecord(JSON.parse(record.body));
  const byHash = new Map(bodies.map(({ hash, body }) => [hash, JSON.parse(body) as unknown]));
  const found = bodiesOf(parsed).map((hash) => byHash.get(hash));
  expect(JSON.stringify(restoreEpic(parsed, found))).toBe(JSON.stringify(response));
});

test("the record holds neither the description nor a review", async () => {
  const { response } = await finishedEpic();
  const { record } = recordEpic(response);
  expect(record.body).not.toContain(response.epic.description);
  expect(record.body).not.toContain("Because of po-1");
});

test("the hash of each persona is that of its review as the epic shows it", async () => {
  const { response } = await finishedEpic();
  for (const output of response.epic.personas) {
    expect(output.metadata.hash).toBe(storedObject("review", reviewOf(output)).hash);
  }
});

test("the review within an output is the one that it was made of", () => {
  const said = review("product-owner", { recommendations: [recommendation("po-1")] });
  const completed = { name: "product-owner", hash: "a".repeat(64), source: "cache" } as const;
  const output = personaOutput(1, said, { ...completed, executionTime: 5 });
  expect(personaOutputSchema.parse(output)).toEqual(output);
  expect(reviewOf(output)).toEqual(said);
});

test("a record of another shape is refused", () => {
  expect(() => parseEpicRecord({})).toThrow("The stored epic is not valid");
});
