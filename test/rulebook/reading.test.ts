import { expect, test } from "vitest";

import { compilePattern } from "../../src/rulebook/compile-pattern.ts";
import { readDescription } from "../../src/rulebook/detect.ts";
import { factsHold, holds } from "../../src/rulebook/reading.ts";
import { sentenceAt, splitSentences } from "../../src/rulebook/sentences.ts";
import type { Condition } from "../../src/schema/rule.ts";
import { shipped } from "../fakes/shipped-epic.ts";

const read = (text: string) => readDescription(text, shipped);
const split = (text: string) => splitSentences(text).map((sentence) => sentence.text);

test.each([
  ["One. Two! Three?", ["One.", "Two!", "Three?"]],
  ["He said “Stop.” Then left.", ["He said “Stop.”", "Then left."]],
  ["Use e.g. Postgres. Not 3.5 of it.", ["Use e.g. Postgres.", "Not 3.5 of it."]],
  ["as in J. Smith", ["as in J. Smith"]],
  ["- one\n- two\n\n---\n", ["- one", "- two"]],
  ["予約する。支払う。", ["予約する。", "支払う。"]],
  ["Wait... lower goes on", ["Wait... lower goes on"]],
  ["", []],
])("%j has its sentences", (text, sentences) => {
  expect(split(text)).toEqual(sentences);
});

test("every sentence is found at its offset, and the number of any offset within it", () => {
  const text = "  One.  Two.\nThree";
  const sentences = splitSentences(text);
  const starts = sentences.map(({ start }) => start);
  for (const [index, { start, text: words }] of sentences.entries()) {
    expect(text.slice(start, start + words.length)).toBe(words);
    expect(sentenceAt(starts, start + 1)).toBe(index + 1);
  }
  expect(sentenceAt(starts, 0)).toBe(1);
  expect(sentenceAt([], 7)).toBe(1);
});

test("a match tells where it stands and in which words", () => {
  const text = "First of all. Then Patients book visits.";
  expect(read(text).present.get("dom.health")).toEqual([
    { quote: "Patients", start: text.indexOf("Patients"), sentence: 2 },
  ]);
});

test.each([
  ["There are no payments in it.", "int.payments"],
  ["Everything works without payments.", "int.payments"],
  ["Payments are out of scope.", "int.payments"],
  ["Ship the list.\n\n## Non-goals\n\nPayments\nA mobile app\n\n## Plan\nA list", "int.payments"],
  ["Out of scope: payments and the mobile app\nIn scope: a list", "ui.mobile"],
  ["Non-goals\npayments", "int.payments"],
  ["Out of scope: payments", "int.payments"],
])("%j rules something out", (text, signal) => {
  const { present, excluded } = read(text);
  expect([present.has(signal), excluded.has(signal)]).toEqual([false, true]);
});

test.each([
  ["It is not only for payments.", "int.payments"],
  ["There are no ads, and payments go through Stripe.", "int.payments"],
  ["There are no ads. Payments go through Stripe.", "int.payments"],
  ["Replace the legacy system.", "int.migration"],
  ["## Non-goals\nAds\n\n## Plan\nPayments", "int.payments"],
  ["Out of scope for now is what is not listed here; see below.\nPayments", "int.payments"],
  ["Non-goals: ads\nPayments", "int.payments"],
  ["Without any of the many, many words between, we take payments.", "int.payments"],
])("%j does not", (text, signal) => {
  expect(read(text).present.has(signal)).toBe(true);
});

test("a section that is ruled out is looked at once, however often its heading comes", () => {
  const { excluded, present } = read("## Non-goals\nOut of scope: ads\npayments\n## Plan\nchat");
  expect(excluded.has("int.payments")).toBe(true);
  expect(present.has("ui.chat")).toBe(true);
});

test.each([
  ["1.5 million users", "users", 1_500_000],
  ["about 50k users", "users", 50_000],
  ["kept for 7 years", "retention", 2555],
  ["uploads up to 20 MB", "fileSize", 20_000_000],
  ["a budget of €120,000", "budget", 120_000],
  ["600 requests per minute", "throughput", 10],
  ["v1.200 users", "users", undefined],
])("%j gives %s = %d", (text, id, value) => {
  expect(read(text).quantities.get(id)?.value).toBe(value);
});

test("the unit is kept as written where there is one", () => {
  const { quantities } = read("A budget of €120,000 for 30 users.");
  expect(quantities.get("budget")).toMatchObject({ unit: "€", quote: "budget of €120,000" });
  expect(quantities.get("users")).not.toHaveProperty("unit");
});

test("an amount without a readable number is none", () => {
  const patterns = [compilePattern("(soon) 1"), compilePattern("([\\d.]+) bits")];
  const quantities = patterns.map((pattern, at) => ({
    id: `q${at}`,
    unit: "items" as const,
    patterns: [pattern],
  }));
  const reading = readDescription("soon 1 and x1.2.3 bits or 7.1. bits", {
    ...shipped,
    quantities,
  });
  expect([...reading.quantities]).toEqual([]);
});

test("the share of common English words tells other languages apart", () => {
  expect(read("The users of the shop can see their orders.").english).toBeGreaterThan(0.4);
  expect(read("Unsere Kunden sollen Bestellungen sehen.").english).toBe(0);
  expect(read("").english).toBe(0);
});

const reading = read("Patients pay by card: 60,000 patients.");
const facts = new Set(["queue"]);
const conditions: readonly [Condition, boolean][] = [
  [{ always: true }, true],
  [{ all: ["dom.health", "data.card"] }, true],
  [{ all: ["dom.health", "ai.llm"] }, false],
  [{ any: ["ai.llm", "data.card"] }, true],
  [{ any: ["ai.llm"] }, false],
  [{ any: ["dom.health"], andAny: ["ai.llm"] }, false],
  [{ any: ["dom.health"], andAny: ["data.card"] }, true],
  [{ none: ["ai.llm"] }, true],
  [{ none: ["dom.health"] }, false],
  [{ facts: ["queue"] }, true],
  [{ facts: ["queue", "ledger"] }, false],
  [{ anyFacts: ["queue", "ledger"] }, true],
  [{ anyFacts: ["ledger"] }, false],
  [{ noFacts: ["queue"] }, false],
  [{ noFacts: ["ledger"] }, true],
  [{ quantities: { users: { gte: 60_000 } } }, true],
  [{ quantities: { users: { gte: 60_001 } } }, false],
  [{ quantities: { users: { lt: 60_000 } } }, false],
  [{ quantities: { records: {} } }, false],
  [{ missing: ["records", "ai.llm"] }, true],
  [{ missing: ["users"] }, false],
  [{ missing: ["dom.health"] }, false],
];

test.each(conditions)("whether %j holds is %s", (condition, expected) => {
  expect(holds(condition, { reading, facts })).toBe(expected);
});

test("facts can be asked for alone", () => {
  expect(factsHold({ facts: ["queue"], all: ["ai.llm"] }, facts)).toBe(true);
});
