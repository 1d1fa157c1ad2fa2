import { parseTeamName } from "../core/ticket-key.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { TicketState } from "../schema/ticket.ts";
import { listTickets } from "./list-tickets.ts";

export interface BoardRequest {
  readonly team?: string | undefined;
  /** Folder of a project in the repository: only tickets with code there. */
  readonly project?: string | undefined;
  /** With the archive. */
  readonly archived: boolean;
}

export interface BoardTicket {
  readonly key: string;
  readonly team?: string;
  readonly title: string;
  readonly state: TicketState;
  /** Since when. */
  readonly since: string;
}

export interface Board {
  readonly tickets: readonly BoardTicket[];
  /** Of those that fit, but are in the archive and not shown. */
  readonly archived: number;
  /** Why tickets are not on it, a sentence each. */
  readonly unreadable: readonly string[];
}

/** Tickets by team and key. Throws INVALID_INPUT for something that is no team's name. */
export async function readBoard(
  { team, project, archived }: BoardRequest,
  files: TicketFiles,
): Promise<Board> {
  const wanted = team === undefined ? undefined : parseTeamName(team);
  const entries = await listTickets({ team: wanted }, files);
  const folder = project?.replace(/\/+$/, "");
  const own = entries.flatMap((entry) => {
    if (entry.kind === "unreadable") return [];
    const isIn = ({ path }: { readonly path: string }) =>
      folder === undefined || path === folder || path.startsWith(`${folder}/`);
    return folder === undefined || entry.ticket.links.some(isIn) ? [entry] : [];
  });
  const shown = own.filter(({ ticket }) => archived || ticket.state !== "ARCHIVED");
  return {
    tickets: shown.map(({ place, ticket: { title, state, history, createdAt } }) => ({
      key: place.key,
      ...(place.team !== undefined && { team: place.team }),
      title,
      state,
      since: history.at(-1)?.at ?? createdAt,
    })),
    archived: own.length - shown.length,
    unreadable: entries.flatMap((entry) => (entry.kind === "unreadable" ? [entry.problem] : [])),
  };
}
