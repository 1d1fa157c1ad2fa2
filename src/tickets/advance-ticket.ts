import { EpicError } from "../core/errors.ts";
import { type Transition, transitionsFrom } from "../core/lifecycle.ts";
import { stepEvidence } from "../core/step-evidence.ts";
import { type Ground, missingFor } from "../core/ticket-evidence.ts";
import type { Ticket, TicketState } from "../schema/ticket.ts";
import { findTicket, type FoundTicket } from "./find-ticket.ts";
import { readGround, type TicketParts } from "./read-ground.ts";
import { saveChange } from "./save-change.ts";

export interface AdvanceRequest {
  readonly key: string;
  /** The next state of the lifecycle where absent. */
  readonly to?: TicketState | undefined;
  readonly author: string;
}

export interface Advanced {
  readonly ticket: Ticket;
  /** Why an approved ticket went back to PLANNING instead, phrases; empty where it moved on. */
  readonly fallen: readonly string[];
}

/**
 * Moves a ticket where everything is there that the step needs. An approved ticket whose approval
 * fell goes back to PLANNING instead. Throws ILLEGAL_TRANSITION where the lifecycle has no such step,
 * or naming all that is missing; and as findTicket does.
 */
export async function advanceTicket(
  { key, to, author }: AdvanceRequest,
  parts: TicketParts,
): Promise<Advanced> {
  const found = await findTicket(key, parts.files);
  const { ticket } = found;
  const ground = await readGround(ticket, parts);
  const at = new Date(ground.now).toISOString();
  const fallen = to === undefined ? fallenApprovals(found, ground) : [];
  const step = chooseStep(ticket, fallen.length > 0 ? "PLANNING" : to);
  const missing = missingFor(step, found, ground);
  if (missing.length > 0) throw notYet(ticket, step, missing);
  const rests = fallen.length > 0 ? fallen.join("; ") : stepEvidence(step, found, ground);
  const evidence = rests === undefined ? {} : { evidence: rests };
  const event = { at, from: step.from, to: step.to, by: author, ...evidence };
  const change = { state: step.to, history: [event] };
  return { ticket: await saveChange(found, change, parts.files), fallen };
}

/** What an approved ticket no longer has of what it was approved for. */
function fallenApprovals(found: FoundTicket, ground: Ground): readonly string[] {
  if (found.ticket.state !== "APPROVED") return [];
  return transitionsFrom("PLANNING").flatMap((step) => missingFor(step, found, ground));
}

function notYet({ ticket }: Ticket, { from, to }: Transition, missing: readonly string[]) {
  const move = `${ticket} cannot go from ${from} to ${to} yet`;
  return new EpicError("ILLEGAL_TRANSITION", `${move}: ${missing.join("; ")}`, {
    hint: `workflow show ${ticket} says how each document stands`,
  });
}

function chooseStep({ ticket, state }: Ticket, to: TicketState | undefined): Transition {
  const steps = transitionsFrom(state);
  const step = steps.find((one) => to === undefined || one.to === to);
  if (step) return step;
  const ways = steps.map((one) => one.to);
  const message =
    to === undefined
      ? `${ticket} is ${state}, and nothing follows`
      : `${ticket} cannot go from ${state} to ${to}`;
  throw new EpicError("ILLEGAL_TRANSITION", message, {
    hint: ways.length === 0 ? undefined : `from ${state} it can go to ${ways.join(" or ")}`,
  });
}
