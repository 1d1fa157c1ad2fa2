import { linkText } from "../../core/code-link.ts";
import { oneLine } from "../../reports/terminal-text.ts";
import { count } from "../../reports/words.ts";
import type { Link, Ticket } from "../../schema/ticket.ts";

export function renderLinked({
  ticket,
  linked,
}: {
  readonly ticket: Ticket;
  readonly linked: readonly Link[];
}): string {
  const lines = linked.map((link) => `Linked ${lineOf(link)}`);
  return lines.join("") + total(ticket);
}

export function renderUnlinked({
  ticket,
  unlinked,
}: {
  readonly ticket: Ticket;
  readonly unlinked: readonly Link[];
}): string {
  const lines = unlinked.map((link) => `Unlinked ${lineOf(link)}`);
  return lines.join("") + total(ticket);
}

function lineOf(link: Link): string {
  const what = link.requirement === undefined ? "" : ` for ${link.requirement}`;
  return `${oneLine(linkText(link))}${what}\n`;
}

function total({ ticket, links }: Ticket): string {
  return `${ticket} has ${count(links.length, "link")} to code\n`;
}
