import type { z } from "zod";

import { type Ticket, ticketSchema, type TicketEvent } from "../schema/ticket.ts";
import { type FrontMatter, FrontMatterFault, readFrontMatter } from "./front-matter.ts";
import { quote } from "./quote.ts";
import { describeFault } from "./schema-fault.ts";

const KEYS = Object.keys(ticketSchema.shape);

/**
 * The record of a ticket from the front matter of its README. Throws FrontMatterFault with the line
 * where it is not there, cannot be read, or does not fit.
 */
export function readTicket(readme: string): Ticket {
  const frontMatter = readFrontMatter(readme, KEYS);
  const record = Object.fromEntries([...frontMatter].map(([key, { value }]) => [key, value]));
  const result = ticketSchema.safeParse(record, { reportInput: true });
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => faultOf(issue, frontMatter));
  throw faults.reduce((first) => first);
}

function faultOf(issue: z.core.$ZodIssue, frontMatter: FrontMatter): FrontMatterFault {
  const [key, member] = issue.path;
  const name = issue.path.join(".");
  const entry = frontMatter.get(String(key));
  if (!entry) return new FrontMatterFault(1, `begins front matter without ${name}`);
  const [first] = entry.lines;
  const line = typeof member === "number" ? (entry.lines[member + 1] ?? first) : first;
  return new FrontMatterFault(line, `does not fit: ${name} ${describeFault(issue, issue.input)}`);
}

/** The lines between the two `---`: valid YAML, one line per event so that a diff and a merge read well. */
export function writeTicket(ticket: Ticket): string {
  const { team, epic } = ticket;
  return [
    `schemaVersion: ${quote(ticket.schemaVersion)}`,
    `ticket: ${ticket.ticket}`,
    `title: ${quote(ticket.title)}`,
    `state: ${ticket.state}`,
    ...(team === undefined ? [] : [`team: ${team}`]),
    ...(epic === undefined ? [] : [`epic: ${quote(epic)}`]),
    `createdAt: ${ticket.createdAt}`,
    "documents:",
    ...ticket.documents.map((name) => `  - ${name}`),
    "history:",
    ...ticket.history.map((event) => `  - ${writeEvent(event)}`),
  ].join("\n");
}

function writeEvent({ at, from, to, by }: TicketEvent): string {
  return `{ at: ${at}, from: ${from ?? "null"}, to: ${to}, by: ${quote(by)} }`;
}
