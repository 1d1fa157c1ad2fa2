import { expect, test } from "vitest";

import { fillObject, oneOf, unknownSlots } from "../../../src/rulebook/hazards/fill.ts";
import { singularOf } from "../../../src/rulebook/hazards/lexicon.ts";

test.each([
  ["Keep {an object}, {objects} and the {object}", "order", "Keep an order, orders and the order"],
  ["Keep {an object}", "API key", "Keep an API key"],
  ["Keep {an object} or {objects}", "patient data", "Keep patient data or patient data"],
  ["Keep it", "order", "Keep it"],
])("%s with %s", (text, object, filled) => {
  expect(fillObject(text, object)).toBe(filled);
});

test("a slot that nothing fills is found", () => {
  expect(unknownSlots("Keep {object}")).toEqual([]);
  expect(unknownSlots("Keep {action} of {objects} {")).toEqual(["{action}", "{"]);
});

test.each([
  [["Repeat", "Orders"], "repeat order"],
  [["PDF", "files"], "PDF file"],
  [["customer's", "accounts"], "customer's account"],
  [["status"], "status"],
  [["owner's"], "owner"],
])("%j is shown as %s", (words, shown) => {
  expect(oneOf(words)).toBe(shown);
});

test.each([
  ["cases", "case"],
  ["addresses", "address"],
  ["boxes", "box"],
  ["caches", "cache"],
  ["searches", "search"],
  ["statuses", "status"],
  ["houses", "house"],
  ["policies", "policy"],
  ["keys", "key"],
  ["analysis", "analysis"],
  ["order", "order"],
])("the singular of %s is %s", (many, one) => {
  expect(singularOf(many)).toBe(one);
});

test("an amount in words is no part of what is named", () => {
  expect(oneOf(["million", "customer", "invoices"])).toBe("customer invoice");
});
