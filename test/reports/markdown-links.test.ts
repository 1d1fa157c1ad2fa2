import { expect, test } from "vitest";

import { anchorOf, linksOf } from "../../src/reports/markdown-links.ts";
import { minimalEpic } from "./epics/minimal.ts";
import { advice, review } from "./epics/parts.ts";

function linksTo(...titles: string[]) {
  const recommendations = titles.map((title, index) => advice({ id: `id-${index}`, title }));
  const personas = [review("architect", 1, { recommendations })];
  return linksOf({ ...minimalEpic().epic, personas }, ["Cost"]);
}

test.each([
  ["Name who may approve a refund", "name-who-may-approve-a-refund"],
  ["Don't log card numbers (PCI DSS 3.4)", "dont-log-card-numbers-pci-dss-34"],
  ["Prüfe die Größe", "prüfe-die-größe"],
  ["Drafts - and how they end", undefined],
  ["Terms & conditions", undefined],
  ["Honour NO_COLOR", "honour-no_color"],
  ["???", undefined],
])("the heading %j has the anchor %j", (title, anchor) => {
  expect(anchorOf(title)).toBe(anchor);
});

test("a recommendation is linked by its title", () => {
  expect(linksTo("Cap the upload").to("id-0")).toBe("[Cap the upload](#cap-the-upload)");
});

test("a heading that is not unique is reached through its persona", () => {
  const { all } = linksTo("Same", "Same", "Cost");
  expect(all(["id-0", "id-2"])).toBe("[Same](#architect); [Cost](#architect)");
});

test("an id that no recommendation has is shown, not linked", () => {
  expect(linksTo().to("se-lost")).toBe("`se-lost`");
  expect(linksTo().to("baseline")).toBe("the feature itself");
});
