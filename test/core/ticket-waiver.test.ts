import { expect, test } from "vitest";

import { isInForce, openBlockers, waiverOf } from "../../src/core/ticket-waiver.ts";
import { type Ticket, ticketSchema, type Waiver } from "../../src/schema/ticket.ts";

const at = "2026-11-20T09:00:00.000Z";
const NOON = Date.parse("2026-11-20T12:00:00.000Z");
const DAY = 86_400_000;
const waiver = (until: string, rest: Partial<Waiver> = {}): Waiver => ({
  recommendation: "sec-pci",
  until,
  reason: "no cards yet",
  at,
  by: "ann",
  ...rest,
});
const ticket = (waivers: Waiver[]): Ticket =>
  ticketSchema.parse({
    schemaVersion: "2.0",
    ticket: "AEC-456",
    title: "x",
    state: "CREATED",
    createdAt: at,
    documents: ["INDEX.md"],
    history: [{ at, from: null, to: "CREATED", by: "ann" }],
    blocking: ["sec-pci", "po-window"],
    waivers,
  });

test("a waiver holds to the end of its last day", () => {
  expect(isInForce(waiver("2026-11-20"), NOON)).toBe(true);
  expect(isInForce(waiver("2026-11-20"), NOON + DAY)).toBe(false);
});

test("the waiver that was given last counts, in whatever order a merge left them", () => {
  const later = waiver("2026-11-19", { at: "2026-11-21T09:00:00.000Z" });
  expect(waiverOf(ticket([later, waiver("2027-01-01")]), "sec-pci")).toEqual(later);
  expect(waiverOf(ticket([later]), "po-window")).toBeUndefined();
});

test("a blocking recommendation is named by a document, waived, or open", () => {
  const named = { "SYSTEM_DESIGN.md": "D-1 follows `po-window`" };
  expect(openBlockers(ticket([]), {}, NOON)).toEqual([
    "sec-pci blocks, and no document names it",
    "po-window blocks, and no document names it",
  ]);
  expect(openBlockers(ticket([waiver("2026-12-31")]), named, NOON)).toEqual([]);
  expect(openBlockers(ticket([waiver("2026-11-19")]), named, NOON)).toEqual([
    "sec-pci blocks: the waiver by ann ended with 2026-11-19",
  ]);
});
