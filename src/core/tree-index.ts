import type { Ticket } from "../schema/ticket.ts";

/** A ticket as the index of all of them shows it. */
export interface IndexedTicket {
  readonly ticket: Ticket;
  readonly team: string | undefined;
  /** As Markdown. */
  readonly title: string;
}

const START = "<!-- region: tickets -->";
const END = "<!-- endregion -->";
const REGION = new RegExp(`${START}[\\s\\S]*?${END}`);

/** The index of all tickets: a table for each team, those without one first. What stands around it stays. */
export function updateTreeIndex(
  document: string | undefined,
  tickets: readonly IndexedTicket[],
): string {
  const region = [START, ...sections(tickets), END].join("\n");
  if (document === undefined) return `# Tickets\n\n${INTRODUCTION}\n\n${region}\n`;
  const ending = /^[^\n]*\r\n/.test(document) ? "\r\n" : "\n";
  const text = region.replaceAll("\n", ending);
  if (REGION.test(document)) return document.replace(REGION, () => text);
  return `${document.trimEnd()}${ending}${ending}${text}${ending}`;
}

const INTRODUCTION = "<!-- workflow index writes the tables; what you write around them stays. -->";

function sections(tickets: readonly IndexedTicket[]): readonly string[] {
  const teams = [...new Set(tickets.map(({ team }) => team))];
  return teams.flatMap((team) => {
    const rows = tickets.filter((ticket) => ticket.team === team).map(indexRow);
    const head = team === undefined ? [] : [`## ${team}`, ""];
    return head.concat(TABLE_HEAD, rows, "");
  });
}

const TABLE_HEAD = ["| Ticket | State | Title | Since |", "| --- | --- | --- | --- |"];

/** The line of one ticket, by which a check sees whether the index is stale. */
export function indexRow({ ticket, team, title }: IndexedTicket): string {
  const folder = team === undefined ? ticket.ticket : `${team}/${ticket.ticket}`;
  const since = ticket.history.at(-1)?.at.slice(0, 10);
  return `| [${ticket.ticket}](${folder}/README.md) | ${ticket.state} | ${title} | ${since} |`;
}
