import { expect, test } from "vitest";

import { storedObject } from "../../src/core/hash.ts";
import { openBody, openCachedReview } from "../../src/core/stored-body.ts";
import { checkReview } from "../../src/core/stored-review.ts";
import { review } from "../contracts/records.ts";

test("a body whose hash is right comes back parsed", () => {
  const { hash, body } = storedObject("review", review("one"));
  expect(openBody(hash, body)).toEqual(review("one"));
  expect(openCachedReview(hash, body)).toEqual({ personaOutput: review("one") });
  expect(checkReview(hash, openBody(hash, body))).toEqual(review("one"));
});

test.each([
  ["is missing", undefined],
  ["was changed", "{}"],
])("a body that %s is named", (_, body) => {
  const { hash } = storedObject("review", review("one"));
  expect(() => openBody(hash, body)).toThrow(hash);
  expect(openCachedReview(hash, body)).toEqual({ damage: expect.stringContaining(hash) });
});

const { model: _model, ...unsigned } = review("one");

test.each([
  null,
  "text",
  {},
  unsigned,
  { ...unsigned, model: 1 },
  { ...review("one"), costAnalysis: null },
])("a body that is whole and no review is not taken from the cache: %j", (value) => {
  const { hash, body } = storedObject("review", value);
  expect(openCachedReview(hash, body)).toEqual({
    damage: `The stored object ${hash} is not a review`,
  });
});

test("a body that is no review is named with what does not fit", () => {
  const { hash } = storedObject("review", {});
  expect(() => checkReview(hash, { verdict: "MAYBE" })).toThrow(/is not a review: verdict: /);
});
