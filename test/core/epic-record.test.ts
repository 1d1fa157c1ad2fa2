import { expect, test } from "vitest";

import { canonicalJson } from "../../src/core/canonical-json.ts";
import { bodiesOf, parseEpicRecord, recordEpic, restoreEpic } from "../../src/core/epic-record.ts";
import { reviewOf } from "../../src/core/persona-output.ts";
import { coordinatorOf, request } from "../fakes/coordinator.ts";
import { scriptedPersona } from "../fakes/persona.ts";
import { recommendation, registration, review } from "../fakes/review.ts";

async function finishedEpic() {
  const said = review("product-owner", { recommendations: [recommendation("po-1")] });
  const persona = scriptedPersona(registration("product-owner"), [said]);
  return { said, response: await coordinatorOf([persona]).coordinator.execute(request()) };
}

test("an epic that was taken apart is put together again, byte for byte", async () => {
  const { response } = await finishedEpic();
  const { record, bodies } = recordEpic(response);
  const parsed = parseEpicRecord(JSON.parse(record.body));
  const byHash = new Map(bodies.map(({ hash, body }) => [hash, JSON.parse(body) as unknown]));
  const found = bodiesOf(parsed).map((hash) => byHash.get(hash));
  expect(canonicalJson(restoreEpic(parsed, found))).toBe(canonicalJson(response));
});

test("the record holds neither the description nor a review", async () => {
  const { response } = await finishedEpic();
  const { record } = recordEpic(response);
  expect(record.body).not.toContain(response.epic.description);
  expect(record.body).not.toContain("Because of po-1");
});

test("the review within an output is the one that the persona gave", async () => {
  const { said, response } = await finishedEpic();
  expect(response.epic.personas.map(reviewOf)).toEqual([said]);
});

test("a record of another shape is refused", () => {
  expect(() => parseEpicRecord({})).toThrow("The stored epic is not valid");
});
