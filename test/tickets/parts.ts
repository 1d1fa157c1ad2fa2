import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { type MemoryTickets, memoryTicketFiles } from "../../src/adapters/memory/ticket-files.ts";
import { memoryTicketMemory } from "../../src/adapters/memory/ticket-memory.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import type { TicketFile } from "../../src/schema/ticket.ts";
import type { InitParts, InitRequest } from "../../src/tickets/init-ticket.ts";
import type { PlanParts } from "../../src/tickets/regenerate.ts";
import { fakeClock } from "../fakes/clock.ts";
import { ticketEpic } from "../fakes/ticket-epic.ts";
import { JUDGING } from "../fakes/ticket-ground.ts";

const templates = resolve(import.meta.dirname, "../../templates");

const template = (file: TicketFile) => readFileSync(join(templates, file), "utf8");

/** The templates that ship. */
export const SHIPPED = {
  "README.md": template("README.md"),
  "FEATURE_REQUIREMENTS.md": template("FEATURE_REQUIREMENTS.md"),
  "SYSTEM_DESIGN.md": template("SYSTEM_DESIGN.md"),
  "IMPLEMENTATION_PLAN.md": template("IMPLEMENTATION_PLAN.md"),
  "COMPLETION_SUMMARY.md": template("COMPLETION_SUMMARY.md"),
  "INDEX.md": template("INDEX.md"),
};

/** A project in memory, in which one epic is known. */
export function ticketParts(
  own: MemoryTickets["templates"] = {},
  epic: EpicResponse = ticketEpic(),
): InitParts & PlanParts {
  return {
    ...JUDGING,
    files: memoryTicketFiles({ templates: own, shipped: SHIPPED }),
    memory: memoryTicketMemory(),
    clock: fakeClock(),
    loadEpic: async () => epic,
  };
}

export function request(rest: Partial<InitRequest> = {}): InitRequest {
  return { key: "AEC-456", force: false, author: "ann", ...rest };
}
