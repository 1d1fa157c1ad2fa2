import { expect, test } from "vitest";

import { baselineOf } from "../../src/rulebook/baseline.ts";
import { readDescription } from "../../src/rulebook/detect.ts";
import { shipped } from "../fakes/shipped-epic.ts";

const { baseline } = shipped.estimation;
const NO_FACTS: ReadonlySet<string> = new Set();

const titles = (text: string, mode: "mvp" | "enterprise") =>
  baselineOf({ reading: readDescription(text, shipped), facts: NO_FACTS }, mode, baseline).map(
    ({ title }) => title,
  );

test("a feature of which nothing is known is its minimum as a whole", () => {
  expect(titles("Make it better", "mvp")).toEqual(["The feature as a whole"]);
});

test("a feature whose known parts are small is filled up to the minimum", () => {
  expect(titles("A command-line tool", "enterprise")).toEqual([
    expect.any(String),
    "The rest of the feature",
  ]);
});

test("a feature whose parts are more than the minimum is the sum of them", () => {
  const parts = titles("Shoppers pay on the website and in the mobile app, offline too", "mvp");
  expect(parts.length).toBeGreaterThan(1);
  expect(parts).not.toContain("The rest of the feature");
});
