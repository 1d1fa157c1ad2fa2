import { EpicError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import { parseTicketKey } from "../core/ticket-key.ts";
import { noSuchTicket } from "../core/ticket-refusals.ts";
import type { Documents, TicketFiles, TicketPlace } from "../ports/ticket-files.ts";
import type { Ticket } from "../schema/ticket.ts";
import { readFolder, unreadable } from "./read-folder.ts";

/** A ticket with all that its folder holds. */
export interface FoundTicket {
  readonly place: TicketPlace;
  /** Relative to the project. */
  readonly path: string;
  readonly ticket: Ticket;
  readonly texts: Documents;
}

/** Throws NOT_FOUND, or INVALID_INPUT where the ticket cannot be read or is there more than once. */
export async function findTicket(key: string, files: TicketFiles): Promise<FoundTicket> {
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
  if (first.kind === "unreadable") throw unreadable(first.problem, wanted);
  const { place, path, ticket } = first;
  return { place, path, ticket, texts: await files.read(place) };
}
