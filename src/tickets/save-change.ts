import { changeTicket, type TicketChange } from "../core/ticket-change.ts";
import { readTicket } from "../core/ticket-record.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { Ticket } from "../schema/ticket.ts";
import type { FoundTicket } from "./find-ticket.ts";

/** Saves the change in the README, unless somebody has changed it since it was found. */
export async function saveChange(
  { place, texts }: FoundTicket,
  change: TicketChange,
  files: TicketFiles,
): Promise<Ticket> {
  const before = texts["README.md"] ?? "";
  const after = changeTicket(before, change);
  await files.update(place, "README.md", { before, after });
  return readTicket(after);
}
