import { expect, test } from "vitest";

import { openChances } from "../../../src/rulebook/playbook/chance.ts";
import { item } from "./fixture.ts";

const chanceOf = openChances([
  { id: "hold", hit: ["Members put a hold on a book.", "Holds lapse. A member waits for a book."] },
  { id: "film", hit: ["Members borrow a film.", "A film lapses."] },
  { id: "game", hit: ["Games are played. Members watch.", "Nobody plays."] },
]);

test("the chance of a condition is how many descriptions of others meet it", () => {
  expect(chanceOf("hold", item("hold-a", { when: [["member"]] }))).toBe(0.5);
  expect(chanceOf("film", item("film-a", { when: [["lapse"]] }))).toBe(0.25);
  expect(chanceOf("film", item("film-a", { when: [["zeppelin"]] }))).toBe(0);
});

test("every group must be met, and what stands together by one sentence", () => {
  expect(chanceOf("hold", item("hold-a", { when: [["member"], ["game"]] }))).toBe(0.25);
  expect(chanceOf("hold", item("hold-a", { together: [["member"], ["game"]] }))).toBe(0);
  const both = { when: [["lapse"]], together: [["member"], ["book"]] };
  expect(chanceOf("film", item("film-a", both))).toBe(0.25);
});

test("an item without a condition has none", () => {
  expect(chanceOf("hold", item("hold-a"))).toBeUndefined();
});
