import { EpicError } from "../core/errors.ts";
import { FrontMatterFault } from "../core/front-matter.ts";
import { ticketPath } from "../core/ticket-path.ts";
import { readTicket } from "../core/ticket-record.ts";
import type { TicketFolder, TicketPlace } from "../ports/ticket-files.ts";
import type { Ticket } from "../schema/ticket.ts";

/** A ticket, or why it cannot be read: a sentence that names the file and the line. */
export type TicketEntry = { readonly place: TicketPlace; readonly path: string } & (
  | { readonly kind: "ticket"; readonly ticket: Ticket }
  | { readonly kind: "unreadable"; readonly problem: string }
);

export function readFolder(folder: TicketFolder): TicketEntry {
  const { place } = folder;
  const path = ticketPath(place);
  if (folder.kind === "broken") {
    return { kind: "unreadable", place, path, problem: `${path} ${folder.problem}` };
  }
  try {
    const ticket = readTicket(folder.readme);
    checkPlace(ticket, folder.readme, place);
    return { kind: "ticket", place, path, ticket };
  } catch (error) {
    if (!(error instanceof FrontMatterFault)) throw error;
    const problem = `${path}/README.md: line ${error.line} ${error.message}`;
    return { kind: "unreadable", place, path, problem };
  }
}

/** A folder that was copied or moved by hand must not pass for another ticket. */
function checkPlace({ ticket, team }: Ticket, readme: string, place: TicketPlace): void {
  if (ticket !== place.key) {
    const line = lineOf(readme, "ticket:");
    throw new FrontMatterFault(line, `says ${ticket}, but the folder is ${place.key}`);
  }
  if (team !== place.team) {
    const line = lineOf(readme, team === undefined ? "ticket:" : "team:");
    const said = team === undefined ? "names no team" : `says team ${team}`;
    throw new FrontMatterFault(line, `${said}, but the folder is ${ticketPath(place)}`);
  }
}

function lineOf(readme: string, start: string): number {
  return readme.split("\n").findIndex((line) => line.startsWith(start)) + 1;
}

/** `key` is the ticket's, where its README is there to be repaired. */
export function unreadable(problem: string, key?: string): EpicError {
  const repair = key === undefined ? "" : `workflow repair ${key} mends what can be mended; or `;
  return new EpicError("INVALID_INPUT", problem, {
    hint: `${repair}take the file back from Git`,
  });
}
