import * as fc from "fast-check";
import { expect, test } from "vitest";

import { type BoardCard, renderBoard } from "../../src/reports/board.ts";
import { displayWidth } from "../../src/reports/display-width.ts";
import { unpainted } from "../../src/reports/paint.ts";
import { TICKET_STATES } from "../../src/schema/words.ts";

const CARDS: readonly BoardCard[] = [
  { key: "AEC-1", title: "AEC-1", state: "CREATED" },
  { key: "AEC-2", title: "Rücksendungen 日本 im ganzen Laden annehmen", state: "PLANNING" },
  { key: "BACK-1", team: "TEAM-A", title: "Orders", state: "REVIEW" },
  { key: "BACK-2", team: "TEAM-A", title: "Old\norders", state: "ARCHIVED" },
];

test("on a wide terminal the states are columns, a board for each team", async () => {
  const board = renderBoard(CARDS, { columns: 120, paint: unpainted });
  await expect(board).toMatchFileSnapshot("golden/board-120.txt");
});

test("on a narrow terminal the states stand below each other", async () => {
  const board = renderBoard(CARDS, { columns: 40, paint: unpainted });
  await expect(board).toMatchFileSnapshot("golden/board-40.txt");
});

test("whatever the tickets are, no line is wider than the terminal and none is lost", () => {
  const card = fc.record({
    key: fc.stringMatching(/^[A-Z]{2,4}-[0-9]{1,4}$/),
    title: fc.string({ unit: "grapheme" }),
    state: fc.constantFrom(...TICKET_STATES),
  });
  fc.assert(
    fc.property(
      fc.array(card, { maxLength: 8 }),
      fc.integer({ min: 20, max: 200 }),
      (cards, columns) => {
        const board = renderBoard(cards, { columns, paint: unpainted });
        for (const line of board.split("\n"))
          expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        for (const { key } of cards) expect(board).toContain(key);
      },
    ),
  );
});
