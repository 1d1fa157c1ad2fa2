import type { z } from "zod";

import {
  type Approval,
  type EvidenceRecord,
  type Link,
  type Ticket,
  type TicketEvent,
  ticketSchema,
  type Waiver,
} from "../schema/ticket.ts";
import {
  type FrontMatter,
  type FrontMatterEntry,
  FrontMatterFault,
  readFrontMatter,
} from "./front-matter.ts";
import { findHistoryFault } from "./lifecycle.ts";
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
  if (result.success) {
    checkHistory(result.data, frontMatter);
    return result.data;
  }
  const faults = result.error.issues.map((issue) => faultOf(issue, frontMatter));
  throw faults.reduce((first) => first);
}

/** State and history tell the same life, whoever wrote them. */
function checkHistory(ticket: Ticket, frontMatter: FrontMatter): void {
  const fault = findHistoryFault(ticket);
  const entry = fault && frontMatter.get(fault.key);
  if (entry) throw new FrontMatterFault(lineOf(entry, fault.member), fault.problem);
}

/** Of the member, where members have lines of their own; 0 is the key itself. */
function lineOf({ lines }: FrontMatterEntry, member: number): number {
  return lines[member] ?? lines[0];
}

function faultOf(issue: z.core.$ZodIssue, frontMatter: FrontMatter): FrontMatterFault {
  const [key, member] = issue.path;
  const name = issue.path.join(".");
  const entry = frontMatter.get(String(key));
  if (!entry) return new FrontMatterFault(1, `begins front matter without ${name}`);
  const line = lineOf(entry, typeof member === "number" ? member + 1 : 0);
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
    ...TICKET_LISTS.flatMap((key) => writeList(key, ticket)),
    ...writeLinkList(ticket.links),
    ...(ticket.blocking.length === 0 ? [] : [`blocking: ${writeNames(ticket.blocking)}`]),
  ].join("\n");
}

/** The lists that grow while the ticket lives. */
export const TICKET_LISTS = ["history", "approvals", "evidence", "waivers"] as const;
export type TicketList = (typeof TICKET_LISTS)[number];

function writeList(key: TicketList, ticket: Ticket): string[] {
  const members = writeMembers(key, ticket);
  return members.length === 0 ? [] : [`${key}:`, ...members.map((member) => `  - ${member}`)];
}

/** Each member on one line. */
export function writeMembers(key: TicketList, ticket: Pick<Ticket, TicketList>): string[] {
  switch (key) {
    case "history":
      return ticket.history.map(writeEvent);
    case "approvals":
      return ticket.approvals.map(writeApproval);
    case "evidence":
      return ticket.evidence.map(writeEvidence);
    case "waivers":
      return ticket.waivers.map(writeWaiver);
  }
}

/** On one line. */
export function writeNames(names: readonly string[]): string {
  return `[${names.map(quote).join(", ")}]`;
}

export function writeEvent({ at, from, to, by, evidence }: TicketEvent): string {
  const event = `at: ${at}, from: ${from ?? "null"}, to: ${to}, by: ${quote(by)}`;
  return `{ ${event}${written("evidence", evidence)} }`;
}

function writeApproval(approval: Approval): string {
  const { document, verdict, role, hash, at, by, reason, signature } = approval;
  const said = `at: ${at}, document: ${document}, verdict: ${verdict}, role: ${role}`;
  const rest = written("reason", reason) + written("signature", signature);
  return `{ ${said}, by: ${quote(by)}, hash: "${hash}"${rest} }`;
}

function writeEvidence({ kind, note, at, by }: EvidenceRecord): string {
  return `{ at: ${at}, kind: ${kind}, note: ${quote(note)}, by: ${quote(by)} }`;
}

/** A line for the key and one for each link; none where there are no links. */
function writeLinkList(links: readonly Link[]): string[] {
  return links.length === 0 ? [] : ["links:", ...links.map((link) => `  - ${writeLink(link)}`)];
}

/** On one line. */
export function writeLink({ path, symbol, requirement, commit, at, by }: Link): string {
  const place = symbol === undefined ? "" : `, symbol: ${quote(symbol)}`;
  const what = requirement === undefined ? "" : `, requirement: ${requirement}`;
  const when = commit === undefined ? "" : `, commit: "${commit}"`;
  return `{ path: ${quote(path)}${place}${what}${when}, at: ${at}, by: ${quote(by)} }`;
}

function writeWaiver({ recommendation, until, reason, at, by }: Waiver): string {
  const what = `recommendation: ${quote(recommendation)}, until: "${until}"`;
  return `{ at: ${at}, ${what}, by: ${quote(by)}, reason: ${quote(reason)} }`;
}

function written(key: string, text: string | undefined): string {
  return text === undefined ? "" : `, ${key}: ${quote(text)}`;
}
