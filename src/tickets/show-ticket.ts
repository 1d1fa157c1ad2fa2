import { EpicError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import { parseTicketKey } from "../core/ticket-key.ts";
import { countOpen } from "../core/ticket-open.ts";
import { noSuchTicket } from "../core/ticket-refusals.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { Ticket } from "../schema/ticket.ts";
import { readFolder, unreadable } from "./read-folder.ts";

export interface TicketView {
  readonly ticket: Ticket;
  /** Relative to the project. */
  readonly path: string;
  readonly documents: readonly DocumentView[];
}

export interface DocumentView {
  readonly name: string;
  readonly present: boolean;
  /** How many places are still to be filled. */
  readonly open: number;
}

/** Throws NOT_FOUND, or INVALID_INPUT where the ticket cannot be read or is there more than once. */
export async function showTicket(key: string, files: TicketFiles): Promise<TicketView> {
  const wanted = parseTicketKey(key);
  const folders = await files.list();
  const [first, second] = folders.filter(({ place }) => place.key === wanted).map(readFolder);
  if (!first) {
    const keys = folders.map(({ place }) => place.key);
    throw noSuchTicket(wanted, didYouMean(wanted, keys));
  }
  if (second) {
    const message = `The ticket ${wanted} is there more than once: ${first.path} and ${second.path}`;
    throw new EpicError("INVALID_INPUT", message, { hint: "rename or remove one of the folders" });
  }
  if (first.kind === "unreadable") throw unreadable(first.problem);
  const texts = await files.read(first.place);
  const { ticket, path } = first;
  const documents = ["README.md", ...ticket.documents].map((name) => {
    const text = texts[name];
    return { name, present: text !== undefined, open: countOpen(text ?? "") };
  });
  return { ticket, path, documents };
}
