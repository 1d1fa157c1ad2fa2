import { transitionsFrom } from "../core/lifecycle.ts";
import { unapproved } from "../core/ticket-approval.ts";
import { type Ground, missingFor } from "../core/ticket-evidence.ts";
import { findOpen } from "../core/ticket-open.ts";
import { isInForce, openBlockers, waiverOf } from "../core/ticket-waiver.ts";
import type { Ticket, TicketState } from "../schema/ticket.ts";
import { findTicket, type FoundTicket } from "./find-ticket.ts";
import { readGround, type TicketParts } from "./read-ground.ts";

export interface TicketView {
  readonly ticket: Ticket;
  /** Relative to the project. */
  readonly path: string;
  readonly documents: readonly DocumentView[];
  /** The blocking recommendations of the epic. */
  readonly blockers: readonly BlockerView[];
  /** The way on, and what it still lacks; absent where the life of the ticket has ended. */
  readonly next?: { readonly to: TicketState; readonly missing: readonly string[] };
}

export interface DocumentView {
  readonly name: string;
  readonly present: boolean;
  /** How many places are still to be filled. */
  readonly open: number;
  /** How many conflicts of a merge are still to be settled. */
  readonly conflicts: number;
  /** As it is now; absent for documents that nobody approves. */
  readonly approved?: boolean;
}

export interface BlockerView {
  readonly id: string;
  /** Taken up by a document, left open with somebody's word until a day, or neither. */
  readonly stands: "named" | "waived" | "open";
  readonly until?: string;
}

/** Throws as findTicket does. */
export async function showTicket(key: string, parts: TicketParts): Promise<TicketView> {
  const found = await findTicket(key, parts.files);
  const ground = await readGround(found.ticket, parts);
  const { ticket, path } = found;
  const documents = ["README.md", ...ticket.documents].map((name) => viewOf(name, found, ground));
  const blockers = ticket.blocking.map((id) => blockerView(id, found, ground));
  const view = { ticket, path, documents, blockers };
  const [way] = transitionsFrom(ticket.state);
  if (!way) return view;
  return { ...view, next: { to: way.to, missing: missingFor(way, found, ground) } };
}

function viewOf(name: string, { ticket, texts }: FoundTicket, ground: Ground): DocumentView {
  const text = texts[name];
  const { places, conflicts } = findOpen(text ?? "");
  const view = { name, present: text !== undefined, open: places, conflicts };
  const step = Object.values(ground.steps).find(({ document }) => document === name);
  if (!step) return view;
  return { ...view, approved: unapproved(step, ticket, text ?? "", ground.trust).length === 0 };
}

function blockerView(id: string, { ticket, texts }: FoundTicket, { now }: Ground): BlockerView {
  const waiver = waiverOf(ticket, id);
  if (waiver && isInForce(waiver, now)) return { id, stands: "waived", until: waiver.until };
  const only = { ...ticket, blocking: [id] };
  return { id, stands: openBlockers(only, texts, now).length === 0 ? "named" : "open" };
}
