import { EpicError } from "../core/errors.ts";
import {
  APPROVAL_STEPS,
  type ApprovalName,
  type ApprovalStep,
  documentHash,
  unagreed,
  unwritten,
} from "../core/ticket-approval.ts";
import type { TicketChange } from "../core/ticket-change.ts";
import type { Approval, Ticket, TicketState } from "../schema/ticket.ts";
import type { StepParts } from "./advance-ticket.ts";
import { findTicket, type FoundTicket } from "./find-ticket.ts";
import { saveChange } from "./save-change.ts";

export interface JudgeRequest {
  readonly key: string;
  readonly document: ApprovalName;
  readonly verdict: Approval["verdict"];
  /** In which the author judges. */
  readonly role: string;
  readonly reason?: string | undefined;
  readonly author: string;
}

/**
 * Approves or rejects a document as it is now. Throws NOT_ALLOWED for a role that does not judge it,
 * ILLEGAL_TRANSITION where the ticket is not in a state for it, the document is not written, or the
 * one before it is not approved; and as findTicket does.
 */
export async function judgeDocument(
  request: JudgeRequest,
  { files, clock }: StepParts,
): Promise<Ticket> {
  const step = APPROVAL_STEPS[request.document];
  checkRole(step, request.role);
  const found = await findTicket(request.key, files);
  checkState(found.ticket);
  const text = found.texts[step.document];
  if (text === undefined) throw notReady(`${step.document} is missing`);
  if (request.verdict === "approved") checkReady(step, found);
  const { verdict, role, reason, author: by } = request;
  const at = new Date(clock.now()).toISOString();
  const why = reason === undefined ? {} : { reason };
  const { document } = step;
  const approval = { document, verdict, role, hash: documentHash(text), at, by, ...why };
  return await saveChange(found, changeFor(approval, found.ticket), files);
}

function checkRole({ name, role }: ApprovalStep, given: string): void {
  if (given === role) return;
  throw new EpicError(
    "NOT_ALLOWED",
    `The role ${JSON.stringify(given)} does not judge the ${name}`,
    {
      hint: `whoever is ${role} does, with --as ${role}`,
    },
  );
}

const JUDGED_IN: ReadonlySet<TicketState> = new Set([
  "PLANNING",
  "APPROVED",
  "IN_PROGRESS",
  "REVIEW",
]);

function checkState({ ticket, state }: Ticket): void {
  if (JUDGED_IN.has(state)) return;
  throw new EpicError("ILLEGAL_TRANSITION", `${ticket} is ${state}: its documents are not judged`, {
    hint: state === "CREATED" ? `begin with workflow advance ${ticket}` : "its work is done",
  });
}

function checkReady({ document, after }: ApprovalStep, { ticket, texts }: FoundTicket): void {
  const open = unwritten(texts[document]);
  if (open !== undefined) throw notReady(`${document} ${open}`);
  for (const name of after) {
    const earlier = APPROVAL_STEPS[name];
    const problem = unagreed(earlier, ticket, texts[earlier.document]);
    if (problem !== undefined) throw notReady(`${earlier.document} ${problem}`);
  }
}

function notReady(problem: string): EpicError {
  const message = `Nothing can be approved on this ground: ${problem}`;
  return new EpicError("ILLEGAL_TRANSITION", message, {
    hint: "requirements come first, then the design, then the plan, each of them written to the end",
  });
}

/** What was agreed on is no longer so where one of its documents falls. */
function changeFor(approval: Approval, { state }: Ticket): TicketChange {
  const approvals = [approval];
  if (approval.verdict === "approved" || state !== "APPROVED") return { approvals };
  const { at, by } = approval;
  const history = [{ at, from: state, to: "PLANNING" as const, by }];
  return { approvals, state: "PLANNING", history };
}
