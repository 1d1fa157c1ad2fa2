import { EpicError } from "../core/errors.ts";
import { type Transition, transitionsFrom } from "../core/lifecycle.ts";
import { missingFor } from "../core/ticket-evidence.ts";
import type { Clock } from "../ports/clock.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { Ticket, TicketState } from "../schema/ticket.ts";
import { findTicket } from "./find-ticket.ts";
import { saveChange } from "./save-change.ts";

export interface StepParts {
  readonly files: TicketFiles;
  readonly clock: Clock;
}

export interface AdvanceRequest {
  readonly key: string;
  /** The next state of the lifecycle where absent. */
  readonly to?: TicketState | undefined;
  readonly author: string;
}

/**
 * Moves a ticket where everything is there that the step needs. Throws ILLEGAL_TRANSITION where the
 * lifecycle has no such step, or naming all that is missing; and as findTicket does.
 */
export async function advanceTicket(
  { key, to, author }: AdvanceRequest,
  { files, clock }: StepParts,
): Promise<Ticket> {
  const found = await findTicket(key, files);
  const { ticket, texts } = found;
  const step = chooseStep(ticket, to);
  const missing = missingFor(step, ticket, texts);
  if (missing.length > 0) {
    const move = `${ticket.ticket} cannot go from ${step.from} to ${step.to} yet`;
    throw new EpicError("ILLEGAL_TRANSITION", `${move}: ${missing.join("; ")}`, {
      hint: `workflow show ${ticket.ticket} says how each document stands`,
    });
  }
  const at = new Date(clock.now()).toISOString();
  const event = { at, from: step.from, to: step.to, by: author };
  return await saveChange(found, { state: step.to, history: [event] }, files);
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
