import { expect, test } from "vitest";

import { lintGlossary, nameItem } from "../../src/rulebook/glossary.ts";
import type { GlossaryEntry } from "../../src/schema/glossary.ts";
import { item } from "./playbook/fixture.ts";

const entry = (
  name: string,
  pattern: string,
  rest: Partial<GlossaryEntry> = {},
): GlossaryEntry => ({
  name,
  patterns: [pattern],
  hit: ["keep a queue"],
  miss: ["keep a book"],
  ...rest,
});

const titled = (title: string) => item("hold-a", { title });

test("an item gets the names that its title calls for, three at most, in the order of the glossary", () => {
  const glossary = ["fifo", "fairness", "order", "line"].map((name) => entry(name, "\\bqueue\\b"));
  expect(nameItem(titled("Show the Queue"), glossary).known).toEqual(["fifo", "fairness", "order"]);
  expect(nameItem(titled("Show the shelf"), glossary).known).toEqual([]);
});

test("a name that the title says already is not said again", () => {
  expect(nameItem(titled("Keep a fair queue"), [entry("fair queue", "queue")]).known).toEqual([]);
});

test("an entry must be found in its hits, not in its misses, and be meant by an item", () => {
  const items = [titled("Keep a queue")];
  expect(lintGlossary([entry("fifo", "\\bqueue\\b")], items)).toEqual([]);
  expect(lintGlossary([entry("fifo", "\\bkeep\\b")], items)).toEqual([
    'fifo: found in "keep a book"',
  ]);
  expect(lintGlossary([entry("fifo", "\\bshelf\\b")], items)).toEqual([
    'fifo: not found in "keep a queue"',
    "fifo: is meant by no item",
  ]);
});
