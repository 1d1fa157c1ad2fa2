import { array, assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";

import { compileHazards } from "../../../src/rulebook/hazards/compile.ts";
import { proposeFromHazards } from "../../../src/rulebook/hazards/propose.ts";
import { hazard, lexicon, propose, sceneOf, shippedHazards } from "./fixture.ts";

test("a hazard speaks where its act and its object stand in one frame, in the words of the description", () => {
  expect(propose("A shop for tea. Support can edit paid repeat orders at any time.")).toEqual([
    {
      hazard: {
        id: "edit-paid-order",
        persona: "architect",
        priority: "high",
        effort: { mvp: [1, 2], standard: [1, 2], enterprise: [1, 2] },
        references: [],
      },
      title: "Charge only the difference when a paid repeat order is edited",
      why: "Money and repeat orders drift apart.",
      done: "A test edits a repeat order.",
      evidence: { quote: "Support can edit paid repeat orders", sentence: 2 },
      strength: expect.closeTo(0.925),
    },
  ]);
});

test.each([
  ["the words stand in different frames", "Support can edit the page, and the order is shown."],
  ["the act is denied", "Support can not edit orders."],
  ["it is ruled out", "Out of scope: support can edit orders."],
  ["it is so today", "Today support can edit orders by hand."],
  ["it comes later", "In a later phase support can edit orders."],
  ["the noun for the act names a thing", "We keep a change order."],
  ["the object only stands before another noun", "Support can edit order notes."],
])("a hazard is silent where %s", (_why, text) => {
  expect(propose(text)).toEqual([]);
});

test("nouns for an act count as the act", () => {
  const deleted = hazard({ action: ["delete", "deletion"], object: ["account"] });
  const ids = (text: string) =>
    propose(text, { hazards: [deleted] }).map(({ hazard: { id } }) => id);
  expect(ids("We plan the deletion of accounts.")).toEqual([deleted.id]);
  expect(ids("We plan the account deletion.")).toEqual([deleted.id]);
  expect(ids("We list the deleted accounts.")).toEqual([deleted.id]);
  expect(ids("We plan a deletion plan for accounts.")).toEqual([]);
});

test("an act of several words is done to what follows the last of them", () => {
  const posing = hazard({ action: ["log in as"], object: ["customer"] });
  expect(propose("Support staff can log in as a customer.", { hazards: [posing] })).toHaveLength(1);
  const signing = hazard({ action: ["sign up"], object: ["customer"] });
  expect(propose("Customers sign up.", { hazards: [signing] })).toHaveLength(1);
});

test("where several words name the matter, what stands close by is what it is about", () => {
  const flag = hazard({ action: ["feature flag"], object: ["checkout"] });
  const speaks = (text: string) => propose(text, { hazards: [flag] }).length > 0;
  expect(speaks("The checkout is behind a feature flag.")).toBe(true);
  expect(speaks("The checkout page is behind a feature flag.")).toBe(false);
  expect(speaks("Feature flags we like. The checkout is new.")).toBe(false);
});

const conditional = hazard({ condition: ["paid", "placed"] });

const strengthOf = (text: string) => propose(text, { hazards: [conditional] })[0]?.strength ?? 0;

test("a condition must stand in the sentence or right beside it", () => {
  const same = strengthOf("Support can edit an order after it was paid.");
  const beside = strengthOf("Support can edit an order. It was paid before.");
  expect(same).toBeGreaterThan(beside);
  expect(beside).toBeGreaterThan(0);
  expect(strengthOf("Support can edit an order. Tea is nice. It was paid before.")).toBe(0);
  expect(strengthOf("Support can edit an order.")).toBe(0);
});

test("the act and the object are no condition of themselves", () => {
  const circular = hazard({ condition: ["order", "edit"] });
  expect(propose("Support can edit an order.", { hazards: [circular] })).toEqual([]);
});

test("who acts must be there where a hazard asks for it, and what rules it out must not", () => {
  const byGuests = hazard({ actor: ["guest"], unless: ["sort"] });
  const speaks = (text: string) => propose(text, { hazards: [byGuests] }).length > 0;
  expect(speaks("Guests can edit an order.")).toBe(true);
  expect(speaks("Staff can edit an order.")).toBe(false);
  expect(speaks("Guests can edit an order and sort it.")).toBe(false);
});

test("a hazard is silent where what it takes for granted is not shown", () => {
  const onScreen = hazard({ presupposes: ["screen"] });
  const text = "Support can edit an order.";
  expect(propose(text, { hazards: [onScreen], shown: () => false })).toEqual([]);
  expect(propose(text, { hazards: [onScreen], shown: (what) => what === "screen" })).toHaveLength(
    1,
  );
});

test("a hazard speaks in its modes only, and a quick review hears the surest alone", () => {
  const thorough = hazard({ modes: ["enterprise"] });
  const text = "Support can edit an order.";
  expect(propose(text, { hazards: [thorough], mode: "standard" })).toEqual([]);
  expect(propose(text, { hazards: [thorough], mode: "enterprise" })).toHaveLength(1);
  const beside = "Support can edit an order. It was paid before.";
  const asked = { hazards: [hazard({ condition: ["paid"], object: ["order"], action: ["edit"] })] };
  expect(propose(beside, { ...asked, mode: "standard" })).toHaveLength(1);
  expect(propose(beside, { ...asked, mode: "mvp" }).length).toBeLessThanOrEqual(1);
});

const distinct = ["Alpha bravo", "Charlie delta", "Echo foxtrot", "Golfing hotels", "India juliet"];

test("one sentence gets three remarks, two of one persona, each said once", () => {
  const hazards = distinct.map((title, at) =>
    hazard({ id: `h-${at}`, title, persona: at < 3 ? "architect" : "devops-engineer" }),
  );
  const twin = hazard({ id: "h-9", title: "Alpha bravo", persona: "product-owner" });
  const said = propose("Support can edit an order.", { hazards: [twin, ...hazards] });
  expect(said.map(({ hazard: { id } }) => id)).toEqual(["h-0", "h-1", "h-3"]);
});

test("a quick review says four things at most", () => {
  const nouns = ["order", "price", "bundle", "voucher", "basket", "parcel"];
  const titles = [...distinct, "Kilogram limas"];
  const hazards = nouns.map((noun, at) =>
    hazard({ id: `h-${at}`, object: [noun], title: titles[at] }),
  );
  const text = nouns.map((noun) => `Support can edit the ${noun}.`).join(" ");
  expect(propose(text, { hazards, mode: "mvp" })).toHaveLength(4);
  expect(propose(text, { hazards, mode: "standard" })).toHaveLength(6);
});

test.each([
  ["Support can edit an order.", "Support can edit an order"],
  ["- Support: edit an order (paid or not).", "edit an order"],
  [
    "Edit, whenever somebody who works at the front desk of the shop in the old town asks for it, an order.",
    "",
  ],
  [
    "At the end of a long day in the shop of the old town support can edit the order.",
    "long day in the shop of the old town support can edit the order",
  ],
])("the quote of %j is %j", (text, quote) => {
  const [first] = propose(text);
  expect(first?.evidence.quote ?? "").toBe(
    quote.split(" ").length > 12 ? quote.split(" ").slice(-12).join(" ") : quote,
  );
});

const quoteOf = (text: string) => propose(text, { hazards: [conditional] })[0]?.evidence.quote;

test("the quote reaches to the condition where twelve words are enough", () => {
  expect(quoteOf("Support can edit an order after it was paid.")).toBe(
    "Support can edit an order after it was paid",
  );
  expect(
    quoteOf(
      "Support can edit an order of any kind for as long as somebody in the shop has not paid.",
    ),
  ).toBe("Support can edit an order");
});

const { index, texts } = compileHazards(shippedHazards, lexicon);
const proposeShipped = (text: string) =>
  proposeFromHazards({
    scene: sceneOf(text),
    mode: "enterprise",
    index,
    loadHazard: (id) => texts[id] ?? hazard(),
  });

const pieces = constantFrom(
  ..."customers can delete an order , the . and of share / link - not __proto__ constructor toString { } é 日本 accounts re expire".split(
    " ",
  ),
);

test("any text gets an answer, quotes are its own words, and slots never show", () => {
  assert(
    property(array(pieces, { maxLength: 60 }), (words) => {
      const text = words.join(" ");
      for (const { title, why, done, evidence } of proposeShipped(text)) {
        expect(text).toContain(evidence.quote);
        expect(evidence.quote.split(/\s+/).length).toBeLessThanOrEqual(24);
        expect(evidence.sentence).toBeGreaterThan(0);
        expect(title + why + done).not.toMatch(/[{}]/);
      }
    }),
  );
});

test("the same text gets the same findings", () => {
  const text = "Customers can cancel a subscription online. Owners share a folder by public link.";
  expect(proposeShipped(text)).toEqual(proposeShipped(text));
  expect(proposeShipped(text).length).toBeGreaterThan(1);
});

test("one long line of nouns or of verbs is read as well", () => {
  const line = "order is deleted and ".repeat(5000) + "customers ".repeat(20_000);
  expect(proposeShipped(line).length).toBeLessThan(13);
});
