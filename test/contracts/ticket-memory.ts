import { expect, test } from "vitest";

import type { TicketPlace } from "../../src/ports/ticket-files.ts";
import type { TicketMemory } from "../../src/ports/ticket-memory.ts";

const PLACE: TicketPlace = { key: "AEC-456" };
const IN_TEAM: TicketPlace = { key: "AEC-456", team: "TEAM-A" };
const NOTHING = { documents: {}, numbers: "" };

/** What every TicketMemory must do. `open` makes folders for both places. */
export function ticketMemoryContract(open: () => TicketMemory): void {
  test("nothing is remembered at first, nor of another ticket", async () => {
    const memory = open();
    expect(await memory.read(PLACE)).toEqual(NOTHING);
    await memory.write(IN_TEAM, { documents: { "INDEX.md": "i" }, numbers: "FR-1 a\n" });
    expect(await memory.read(PLACE)).toEqual(NOTHING);
  });

  test("documents are added one by one and replaced, numbers as a whole", async () => {
    const memory = open();
    await memory.write(PLACE, { documents: { "INDEX.md": "ü\r\n" }, numbers: "FR-1 a\n" });
    await memory.write(PLACE, { documents: { "PLAN.md": "p" }, numbers: "" });
    await memory.write(PLACE, { documents: { "PLAN.md": "q" }, numbers: "FR-2 b\n" });
    expect(await memory.read(PLACE)).toEqual({
      documents: { "INDEX.md": "ü\r\n", "PLAN.md": "q" },
      numbers: "FR-2 b\n",
    });
  });

  test("what is forgotten is gone, and can be forgotten twice", async () => {
    const memory = open();
    await memory.write(PLACE, { documents: { "INDEX.md": "i" }, numbers: "FR-1 a\n" });
    await memory.forget(PLACE);
    await memory.forget(PLACE);
    expect(await memory.read(PLACE)).toEqual(NOTHING);
  });
}
