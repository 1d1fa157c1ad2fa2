import { expect, test } from "vitest";

import { actsOf } from "./fixture.ts";

test.each<[string, string, readonly string[]]>([
  ["an object", "The owner shares the registry with friends.", ["shares: registry, friends"]],
  [
    "several objects",
    "Buyers redeem coupons, vouchers and gift cards.",
    ["redeem: coupons, vouchers, gift cards", "cards: gift"],
  ],
  ["what it is part of", "We track the state of each case.", ["track: state, case", "state: case"]],
  [
    "verbs in a row",
    "Editors can publish, edit or delete a post.",
    ["publish: post", "edit: post", "delete: post"],
  ],
  ["two verbs", "Editors can publish and edit a post.", ["publish: post", "edit: post"]],
  ["a passive", "The invoice is sent to the buyer.", ["sent: invoice, buyer"]],
  [
    "a passive of two verbs",
    "Orders are packed and shipped.",
    ["packed: orders", "shipped: orders"],
  ],
  [
    "what stands before a preposition",
    "The price of an item can be changed.",
    ["price: item", "changed: price"],
  ],
  [
    "a participle",
    "Items bought in a bundle can be returned.",
    ["bought: items, bundle", "returned: items"],
  ],
  ["a quality", "We list the deleted accounts.", ["list: accounts", "deleted: accounts, accounts"]],
  ["a subject", "Memberships expire.", ["expire: memberships"]],
  [
    "a noun for an act",
    "Deletion of accounts must be logged.",
    ["deletion: accounts", "logged: deletion"],
  ],
  [
    "a clause that follows",
    "We close the case and the buyer is told.",
    ["close: case", "told: buyer"],
  ],
  ["an adverb", "We delete permanently all drafts.", ["delete: drafts"]],
  ["a gerund", "Reporting users is easy.", ["reporting: users"]],
  ["nothing that it is done to", "Showing what is new.", ["showing:"]],
  ["what is wanted of a verb", "They expire to help.", ["expire:", "help:"]],
  ["a participle that is the base form", "The flag is set.", ["set: flag"]],
  ["a noun that looks like it", "A set of cards.", ["set: cards"]],
  ["an act with a particle", "We roll out the editor.", ["roll: editor"]],
  ["a compound", "We offer e-mail.", ["offer: e mail", "mail: e"]],
  ["a repeated act", "Operators can re-run jobs.", ["run: jobs"]],
  ["a thing at the end", "Operators see the report", ["see: report"]],
  ["what many do", "Members and guests edit 12 pages quickly.", ["edit: pages"]],
  ["what people do with a thing", "Customers share photos.", ["share: photos"]],
  ["what a thing does", "The plan covers the orders.", ["covers: orders"]],
  ["what several things do", "The plans cover the orders.", ["cover: orders"]],
  ["a second verb in -s", "It packs orders and ships them.", ["packs: orders", "ships:"]],
  ["a supply", "We see the supply weekly.", ["see: supply"]],
  ["an adjective before a noun", "We see the printable page.", ["see: page"]],
  ["a form without a verb", "We see the string.", ["see: string"]],
  [
    "what somebody is doing",
    "Users uploading files must wait.",
    ["uploading: files", "wait: files"],
  ],
  ["what is being done", "We see what users are uploading", ["see:", "uploading:"]],
  ["a noun in -ing", "We see the recording.", ["see: recording"]],
  ["a noun before what is", "Uploading is slow.", []],
  [
    "two participles",
    "Files are sent and then received by a partner.",
    ["sent: files", "received: files, partner"],
  ],
  ["a participle before a clause", "We keep what was sent.", ["keep:", "sent:"]],
  ["a verb of many things", "Orders ship daily.", ["ship: orders"]],
  [
    "verbs after commas",
    "Customers must be able to subscribe, cancel and resubscribe.",
    ["subscribe:", "cancel:", "resubscribe:"],
  ],
  ["a verb of its own", "Deleted, as asked.", ["deleted:", "asked:"]],
])("%s: %s", (_what, sentence, acts) => {
  expect(actsOf(sentence)).toEqual(acts);
});

test.each([
  ["by not", "Users can not delete accounts."],
  ["by a word for never", "Users never delete accounts."],
  ["by without", "It works without deleting accounts."],
  ["by an alternative", "We archive rather than delete accounts."],
  ["by no", "There is no deletion of accounts."],
])("what is denied %s is no act", (_how, sentence) => {
  expect(actsOf(sentence).filter((act) => act.startsWith("delet"))).toEqual([]);
});

test("what is denied before a comma or of something else is not denied", () => {
  expect(actsOf("If not, delete accounts.")).toContain("delete: accounts");
  expect(actsOf("No user can delete accounts.")).toContain("delete: accounts");
});
