import * as fc from "fast-check";
import { expect, test } from "vitest";

import { WORD } from "../../src/rulebook/characters.ts";
import { readDescription } from "../../src/rulebook/detect.ts";
import { fewWords, fillSlots, slotIds, tidy } from "../../src/rulebook/slots.ts";
import { signalsById } from "../fakes/knowledge.ts";
import { shipped } from "../fakes/shipped-epic.ts";

const read = (text: string) => readDescription(text, shipped);
const reading = read(
  "Visit notes of each patient are kept. The 60,000 patients pay by card. A nurse tells other nurses.",
);
const fill = (text: string) => fillSlots(text, reading, signalsById);

test.each([
  ["Protect '{data.phi|personal data}' first", "Protect 'visit notes' first"],
  ["Protect {data.phi|personal data} first", "Protect visit notes first"],
  ["{data.phi|personal data} come first", "Visit notes come first"],
  ["Protect '{ai.llm|data.phi|personal data}'", "Protect 'visit notes'"],
  ["Keep '{data.card|the card}' out", "Keep card data out"],
  ["Keep '{ai.llm|the model}' out", "Keep the model out"],
  ["'{ai.llm|the model}' stays out", "The model stays out"],
  ["Plan for {users|the load}", "Plan for 60,000 patients"],
  ["A quote '{ai.llm|left} open", "A quote 'left open"],
  ["Help {actor.employee|staff}", "Help nurses"],
  ["Help '{actor.employee|staff}'", "Help 'nurse'"],
  ["No slot at all", "No slot at all"],
  ["An {|empty} slot", "An empty slot"],
])("%j reads %j", (text, filled) => {
  expect(fill(text)).toBe(filled);
});

test("a signal that nobody knows is passed over", () => {
  expect(fillSlots("{data.phi|x}", reading, new Map())).toBe("Visit notes");
  expect(fill("{no.such|words}")).toBe("Words");
});

test("words that cannot be shown give way to the next", () => {
  const hostile = read(`kept ${"\u202E".repeat(20)} 7 years`);
  const retention = hostile.quantities.get("retention");
  expect(retention).toBeDefined();
  expect(fillSlots("{retention|some time}", hostile, signalsById)).toBe("Kept 7 years");
  const empty = {
    ...hostile,
    quantities: new Map([["users", { value: 1, quote: "***", start: 0, sentence: 1 }]]),
  };
  expect(fillSlots("for {users|all}", empty, signalsById)).toBe("for all");
});

test("the ids of slots are told without their words", () => {
  expect(slotIds("{a.b|c.d|words} and {e.f|more}")).toEqual([["a.b", "c.d"], ["e.f"]]);
});

test.each([
  ["one two three four five six seven", "one two three four five six"],
  ["a\n  b\tc", "a b c"],
  ["**bold** `code` <b>", "bold code b"],
  ["Ends with a comma,", "Ends with a comma"],
  [`${"x".repeat(30)} ${"y".repeat(30)}`, "x".repeat(30)],
  ["x".repeat(60), ""],
  ["…!?", ""],
  ["20 %", "20 %"],
  ["予約する", "予約する"],
])("of %j %j is shown", (quote, shown) => {
  expect(fewWords(quote)).toBe(shown);
});

test("a raised digit belongs to its word", () => {
  expect(fewWords("rooms of 20 m²")).toBe("rooms of 20 m²");
});

test("what is shown never ends within a word, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
      const shown = fewWords(text);
      expect(shown.length).toBeLessThanOrEqual(48);
      const rest = shown === "" ? "" : tidy(text).slice(shown.length);
      expect(tidy(text).startsWith(shown)).toBe(true);
      expect(rest).not.toMatch(new RegExp(`^[${WORD}]`));
    }),
  );
});
