import { transitionsFrom } from "../core/lifecycle.ts";
import { APPROVAL_STEPS, unapproved } from "../core/ticket-approval.ts";
import { missingFor } from "../core/ticket-evidence.ts";
import { countOpen } from "../core/ticket-open.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { Ticket, TicketState } from "../schema/ticket.ts";
import { findTicket, type FoundTicket } from "./find-ticket.ts";

export interface TicketView {
  readonly ticket: Ticket;
  /** Relative to the project. */
  readonly path: string;
  readonly documents: readonly DocumentView[];
  /** The way on, and what it still lacks; absent where the life of the ticket has ended. */
  readonly next?: { readonly to: TicketState; readonly missing: readonly string[] };
}

export interface DocumentView {
  readonly name: string;
  readonly present: boolean;
  /** How many places are still to be filled. */
  readonly open: number;
  /** As it is now; absent for documents that nobody approves. */
  readonly approved?: boolean;
}

/** Throws as findTicket does. */
export async function showTicket(key: string, files: TicketFiles): Promise<TicketView> {
  const found = await findTicket(key, files);
  const { ticket, path, texts } = found;
  const documents = ["README.md", ...ticket.documents].map((name) => viewOf(name, found));
  const [way] = transitionsFrom(ticket.state);
  if (!way) return { ticket, path, documents };
  return { ticket, path, documents, next: { to: way.to, missing: missingFor(way, ticket, texts) } };
}

function viewOf(name: string, { ticket, texts }: FoundTicket): DocumentView {
  const text = texts[name];
  const view = { name, present: text !== undefined, open: countOpen(text ?? "") };
  const step = Object.values(APPROVAL_STEPS).find(({ document }) => document === name);
  return step ? { ...view, approved: unapproved(step, ticket, text ?? "") === undefined } : view;
}
