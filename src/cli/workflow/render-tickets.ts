import type { InitResult, TicketEntry, TicketView } from "../../app/tickets.ts";
import { renderTable } from "../../reports/tables.ts";
import { oneLine } from "../../reports/terminal-text.ts";
import { count, enumerate } from "../../reports/words.ts";
import type { Ticket } from "../../schema/ticket.ts";
import type { Display } from "../terminal.ts";
import { tableView } from "../views.ts";

/** What was made, and what to type next. */
export function renderInit({ ticket, path, documents, ...result }: InitResult): string {
  const { replaced, kept, ownTemplates } = result;
  const again = replaced.length > 0;
  const made = documents.filter((name) => !replaced.includes(name));
  const key = ticket.ticket;
  return lines([
    `${again ? "Replaced" : "Opened"} ${key} in ${path}`,
    made.length > 0 && `  ${made.join("  ")}`,
    ticket.epic !== undefined && `  filled from ${oneLine(ticket.epic)}`,
    ownTemplates.length > 0 && `  made from ${enumerate(ownTemplates)}`,
    again && `  replaced ${enumerate(replaced)}`,
    kept.length > 0 &&
      `  left ${oneLine(enumerate(kept))} as ${kept.length === 1 ? "it is" : "they are"}`,
    `Next: write ${path}/FEATURE_REQUIREMENTS.md; workflow show ${key} says what is still to be filled`,
  ]);
}

/** A ticket in the list as a program reads it. */
export function ticketLine(entry: TicketEntry) {
  const { kind, place, path } = entry;
  if (entry.kind === "unreadable") return { kind, ...place, path, problem: entry.problem };
  const { title, state, epic, createdAt } = entry.ticket;
  return { kind, ...place, path, title, state, createdAt, ...(epic !== undefined && { epic }) };
}

export function renderTickets(entries: readonly TicketEntry[], display: Display): string {
  const rows = entries.map((entry) => {
    const { key, team = "" } = entry.place;
    return entry.kind === "ticket"
      ? [key, entry.ticket.state, team, entry.ticket.title]
      : [key, "unreadable", team, ""];
  });
  const columns = [
    { title: "Ticket" },
    { title: "State" },
    { title: "Team" },
    { title: "Title", flexible: true },
  ];
  return renderTable(rows, columns, tableView(display));
}

export function renderTicket(
  { ticket, path, documents, blockers, next }: TicketView,
  display: Display,
): string {
  const { team, epic, history } = ticket;
  const since = history.map(({ at }) => at).reduce((_earlier, at) => at);
  const facts = [
    ["State", `${ticket.state} since ${since.slice(0, 10)}`],
    ...(team === undefined ? [] : [["Team", team]]),
    ...(epic === undefined ? [] : [["Epic", epic]]),
    ["Folder", path],
  ];
  const columns = [
    { title: "Document" },
    { title: "To fill", titled: true },
    { title: "Approved", titled: true },
  ];
  const rows = documents.map(({ name, present, open, conflicts, approved }) => [
    name,
    progress(present, open, conflicts),
    approved === undefined ? "" : approved ? "yes" : "no",
  ]);
  return lines([
    oneLine(`${ticket.ticket}  ${ticket.title}`),
    ...facts.map(([name = "", text = ""]) => `${name.padEnd(7)} ${oneLine(text)}`),
    "",
    renderTable(rows, columns, tableView(display)).trimEnd(),
    ...blockers.filter(({ stands }) => stands !== "named").map(blockerLine),
    next !== undefined && "",
    next !== undefined && wayOn(ticket.ticket, next),
  ]);
}

function wayOn(key: string, { to, missing }: NonNullable<TicketView["next"]>): string {
  if (missing.length === 0) return `Next: workflow advance ${key} moves it to ${to}`;
  return [`Before ${to}:`, ...missing.map((phrase) => `  ${oneLine(phrase)}`)].join("\n");
}

/** What a step has made of a ticket. */
export function renderStep({ ticket, state }: Ticket): string {
  return `${ticket} is ${state}; workflow show ${ticket} says what comes next\n`;
}

function blockerLine({ id, stands, until }: TicketView["blockers"][number]): string {
  const state = stands === "waived" ? `waived until ${until}` : "in no document, and not waived";
  return oneLine(`Blocker ${id}: ${state}`);
}

/** What somebody answers for now. */
export function renderWaiver({ ticket }: Ticket, id: string, until: string): string {
  return `${oneLine(id)} no longer blocks ${ticket}, until ${until} has passed\n`;
}

function progress(present: boolean, open: number, conflicts: number): string {
  if (!present) return "missing";
  if (conflicts > 0) return count(conflicts, "conflict");
  return open === 0 ? "nothing" : count(open, "place");
}

function lines(texts: readonly (string | false)[]): string {
  return texts
    .filter((text) => text !== false)
    .map((text) => `${text}\n`)
    .join("");
}
