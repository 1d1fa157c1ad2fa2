import { parseTeamName } from "../core/ticket-key.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { TicketState } from "../schema/ticket.ts";
import { readFolder, type TicketEntry } from "./read-folder.ts";

export interface TicketFilter {
  readonly state?: TicketState | undefined;
  readonly team?: string | undefined;
}

/**
 * Tickets that fit all of the filter. One that cannot be read is listed whatever its state: nobody
 * knows it. Throws INVALID_INPUT for something that is no team's name.
 */
export async function listTickets(
  { state, team }: TicketFilter,
  files: TicketFiles,
): Promise<readonly TicketEntry[]> {
  const wanted = team === undefined ? undefined : parseTeamName(team);
  const entries = (await files.list()).map(readFolder);
  return entries.filter(
    (entry) =>
      (wanted === undefined || entry.place.team === wanted) &&
      (state === undefined || entry.kind === "unreadable" || entry.ticket.state === state),
  );
}
