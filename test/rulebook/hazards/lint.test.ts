import { expect, test } from "vitest";

import { compileHazards } from "../../../src/rulebook/hazards/compile.ts";
import { lintHazards } from "../../../src/rulebook/hazards/lint.ts";
import { shipped } from "../../fakes/shipped-epic.ts";
import { fileOf, hazard, lexicon, shippedHazards } from "./fixture.ts";

const faultsOf = (...hazards: ReturnType<typeof hazard>[]) =>
  lintHazards([fileOf(...hazards)], lexicon, new Set(["RFC 1"]));

test("what ships has no fault: every hazard speaks on its hit and is silent on its miss", () => {
  expect(lintHazards(shippedHazards, lexicon, new Set(shipped.citations))).toEqual([]);
});

test.each<[string, Parameters<typeof hazard>[0], string]>([
  ["a hit that does not fire", { hit: "Tea is nice." }, `is silent on its hit "Tea is nice."`],
  ["a miss that fires", { miss: "We edit orders." }, `speaks on its miss "We edit orders."`],
  ["a slot", { why: "Of {action}" }, "{action} is no slot of a hazard"],
  ["a citation", { references: ["RFC 2"] }, `cites "RFC 2", which is not in standards.yml`],
  ["effort", { effort: { mvp: [1, 2] } }, "effort must be given for mvp, standard and enterprise"],
])("the lint finds a fault of %s", (_what, rest, fault) => {
  expect(faultsOf(hazard(rest))).toEqual([`edit-paid-order: ${fault}`]);
});

test("no id and no title is used twice", () => {
  expect(faultsOf(hazard(), hazard())).toEqual([
    "hazard edit-paid-order: its id is used twice",
    `"Charge only the difference when a paid {object} is edited": two hazards have this title`,
  ]);
});

test("a list stands for its words, and its name must be right", () => {
  const lists = { goods: ["order", "parcel"], unused: ["tea"], nested: ["@goods"] };
  const hazards = [hazard({ object: ["@goods"], condition: ["@absent", "@nested"] })];
  expect(lintHazards([{ lists, hazards }], lexicon, new Set())).toEqual([
    "@absent: no list of its file has this name",
    "@unused: no hazard uses this list",
    "@nested: a list holds words, not other lists",
    `edit-paid-order: is silent on its hit "Support can edit an order."`,
  ]);
  const { index } = compileHazards([{ lists, hazards: [hazard({ object: ["@goods"] })] }], lexicon);
  expect(index.terms).toEqual(expect.arrayContaining(["order", "parcel"]));
});

test("a word that many hazards list says less than one that few do", () => {
  const nouns = ["order", "parcel", "bundle", "voucher", "basket", "tray"];
  const hazards = nouns.map((noun, at) =>
    hazard({ id: `h-${at}`, object: [noun, "thing", "thing of note"] }),
  );
  const { index } = compileHazards([fileOf(...hazards)], lexicon);
  const tellingOf = (term: string) => index.telling[index.terms.indexOf(term)] ?? 0;
  expect(tellingOf("order")).toBe(1);
  expect(tellingOf("thing")).toBeLessThan(tellingOf("thing of note"));
  expect(tellingOf("thing of note")).toBeLessThan(1);
});
