import { EpicError } from "../core/errors.ts";
import { lacks, mayPlan, planningStage } from "../core/planning-stage.ts";
import { type ApprovalName, type ApprovalStep, unwritten } from "../core/ticket-approval.ts";
import type { Ground } from "../core/ticket-evidence.ts";
import type { Ticket } from "../schema/ticket.ts";
import type { FoundTicket } from "./find-ticket.ts";

/** Throws ILLEGAL_TRANSITION where the work has begun. */
export function refuseLate(ticket: Ticket): void {
  if (mayPlan(ticket)) return;
  const message = `${ticket.ticket} is ${ticket.state}: its documents are no longer planned`;
  throw new EpicError("ILLEGAL_TRANSITION", message, {
    hint: "edit them by hand and have the edit approved",
  });
}

/** The document whose turn it is. Throws WAITING where none has. */
export function chooseStep(
  found: FoundTicket,
  ground: Ground,
  wanted: ApprovalName | undefined,
): ApprovalStep {
  const stage = planningStage(found, ground, wanted);
  switch (stage.kind) {
    case "open":
      return stage.step;
    case "waiting":
      throw new EpicError("WAITING", `The ${stage.step.name} waits: ${stage.for.join("; ")}`, {
        hint: `workflow show ${found.ticket.ticket} says how each document stands`,
      });
    case "done":
      throw new EpicError("WAITING", `${found.ticket.ticket} is planned: everything is approved`, {
        hint: `workflow advance ${found.ticket.ticket} moves it on; --document writes one of them again`,
      });
  }
}

/** Why the planning does not go on by itself. */
export function nothingNew(
  { name, document, roles }: ApprovalStep,
  found: FoundTicket,
  ground: Ground,
) {
  const key = found.ticket.ticket;
  const open = lacks(name, found, ground);
  const waits = open.length === 0 ? "it is approved" : open.join("; ");
  const isWritten = unwritten(found.texts[document]) === undefined;
  const [role = ""] = roles;
  return new EpicError("WAITING", `Nothing new is to be said in the ${name}: ${waits}`, {
    hint: isWritten
      ? `workflow approve ${key} ${name} --as ${role} lets the planning go on`
      : `write ${found.path}/${document} to its end, then have it approved`,
  });
}
