import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  findPostings,
  type Posting,
  writePostings,
} from "../../../src/rulebook/playbook/postings.ts";

const stem = fc.stringMatching(/^[a-c]{1,4}$/);
const gram = fc.oneof(
  stem,
  fc.tuple(stem, stem).map((pair) => pair.join(" ")),
);
const posting = fc.tuple(fc.nat(200), fc.nat(5000));

test("what was written for a gram is found, and nothing for any other", () => {
  const entries = fc.dictionary(gram, fc.array(posting, { minLength: 1 }));
  fc.assert(
    fc.property(entries, gram, (written, other) => {
      const known = new Map<string, readonly Posting[]>(Object.entries(written));
      const postings = writePostings(known);
      for (const [each, expected] of known) expect(findPostings(postings, each)).toEqual(expected);
      expect(findPostings(postings, other)).toEqual(known.get(other) ?? []);
    }),
  );
});

test("what every object has is no gram", () => {
  expect(findPostings(writePostings([]), "constructor")).toEqual([]);
});
