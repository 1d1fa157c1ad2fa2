import { expect, test } from "vitest";

import { storedObject } from "../../src/core/hash.ts";
import { openBody } from "../../src/core/stored-body.ts";
import { openReview } from "../../src/core/stored-review.ts";
import { review } from "../contracts/records.ts";

test("a body whose hash is right comes back parsed", () => {
  const { hash, body } = storedObject("review", review("one"));
  expect(openBody(hash, body)).toEqual(review("one"));
  expect(openReview(hash, body)).toEqual(review("one"));
});

test.each([
  ["is missing", undefined],
  ["was changed", "{}"],
])("a body that %s is named", (_, body) => {
  const { hash } = storedObject("review", review("one"));
  expect(() => openBody(hash, body)).toThrow(hash);
});

test("a body that is no review is named with what does not fit", () => {
  const { hash, body } = storedObject("review", { verdict: "MAYBE" });
  expect(() => openReview(hash, body)).toThrow(/is not a review: verdict: /);
});
