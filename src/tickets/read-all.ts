import { EpicError } from "../core/errors.ts";
import type { Documents, TicketFiles } from "../ports/ticket-files.ts";
import { readFolder, type TicketEntry } from "./read-folder.ts";

/** A ticket with what its folder holds, or why it cannot be read. */
export type WholeTicket =
  | (Extract<TicketEntry, { readonly kind: "ticket" }> & { readonly texts: Documents })
  | Extract<TicketEntry, { readonly kind: "unreadable" }>;

/** Every ticket, by team and key, with all its documents. */
export async function readAllTickets(files: TicketFiles): Promise<readonly WholeTicket[]> {
  const entries = (await files.list()).map(readFolder);
  return await Promise.all(entries.map(async (entry) => await withTexts(entry, files)));
}

/** One document that cannot be read must not hide all other tickets. */
async function withTexts(entry: TicketEntry, files: TicketFiles): Promise<WholeTicket> {
  if (entry.kind === "unreadable") return entry;
  const { place, path } = entry;
  try {
    return { ...entry, texts: await files.read(place) };
  } catch (error) {
    if (!(error instanceof EpicError)) throw error;
    return { kind: "unreadable", place, path, problem: error.message };
  }
}
