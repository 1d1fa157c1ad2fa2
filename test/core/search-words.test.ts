import { expect, test } from "vitest";

import { lessonsOf } from "../../src/core/lessons.ts";
import { searchWords, tellingWords } from "../../src/core/search-words.ts";

test("words are letters and digits of any language, each once", () => {
  expect(searchWords('"return-labels", Größe: 30 Größe')).toEqual([
    "return",
    "labels",
    "Größe",
    "30",
  ]);
  expect(searchWords("-- !")).toEqual([]);
});

test("telling words are those that not every text has", () => {
  const text = "The customer can return an order, and The Order is IT";
  expect(tellingWords(text, 10)).toEqual(["customer", "return", "order"]);
  expect(tellingWords(text, 1)).toEqual(["customer"]);
});

test("lessons are taken from a context that has some, and only whole ones", () => {
  const lesson = { ticket: "AEC-1", title: "Returns", source: "x.md", text: "Keep it" };
  expect(lessonsOf({ recalled: [lesson, null, "x", [lesson], { ...lesson, text: 1 }] })).toEqual([
    lesson,
  ]);
  const { title: _title, ...rest } = lesson;
  const broken = [rest, { ...lesson, ticket: 1 }, { ...lesson, source: null }];
  expect(lessonsOf({ recalled: broken })).toEqual([]);
  expect(lessonsOf({})).toEqual([]);
});
