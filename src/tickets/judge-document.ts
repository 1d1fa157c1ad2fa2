import { approvalStatement, mayJudge } from "../core/approval-trust.ts";
import { EpicError } from "../core/errors.ts";
import {
  type ApprovalName,
  type ApprovalStep,
  approvalSteps,
  documentHash,
  unagreed,
  unwritten,
} from "../core/ticket-approval.ts";
import type { TicketChange } from "../core/ticket-change.ts";
import type { Ground } from "../core/ticket-evidence.ts";
import type { Approval, Ticket, TicketState } from "../schema/ticket.ts";
import { findTicket, type FoundTicket } from "./find-ticket.ts";
import { readGround, type TicketParts } from "./read-ground.ts";
import { saveChange } from "./save-change.ts";

export interface JudgeRequest {
  readonly key: string;
  readonly document: ApprovalName;
  readonly verdict: Approval["verdict"];
  /** In which the author judges. */
  readonly role: string;
  readonly reason?: string | undefined;
  /** The file of the key to sign with; not signed where absent. */
  readonly signWith?: string | undefined;
  readonly author: string;
}

/**
 * Approves or rejects a document as it is now. Throws NOT_ALLOWED for a role that does not judge it,
 * somebody who is not in it, or a signature that would not be trusted; ILLEGAL_TRANSITION where the
 * ticket is not in a state for it, the document is not written, or the one before it is not approved;
 * and as findTicket does.
 */
export async function judgeDocument(request: JudgeRequest, parts: TicketParts): Promise<Ticket> {
  const found = await findTicket(request.key, parts.files);
  const step = approvalSteps(parts.rules(found.ticket.team).approvals)[request.document];
  checkRole(step, request.role);
  checkState(found.ticket);
  const text = found.texts[step.document];
  if (text === undefined) throw notReady(`${step.document} is missing`);
  if (request.verdict === "approved") {
    checkReady(step, found, await readGround(found.ticket, parts));
  }
  const approval = await signed(request, found.ticket, parts, {
    document: step.document,
    verdict: request.verdict,
    role: request.role,
    hash: documentHash(text),
    at: new Date(parts.clock.now()).toISOString(),
    by: request.author,
    ...(request.reason === undefined ? {} : { reason: request.reason }),
  });
  return await saveChange(found, changeFor(approval, found.ticket), parts.files);
}

function checkRole({ name, roles }: ApprovalStep, given: string): void {
  if (roles.includes(given)) return;
  const message = `The role ${JSON.stringify(given)} does not judge the ${name}`;
  throw new EpicError("NOT_ALLOWED", message, {
    hint: roles.map((role) => `whoever is ${role} does, with --as ${role}`).join("; "),
  });
}

/** The approval with its signature, where one is asked for or required, and would be believed. */
async function signed(
  { signWith, role, author }: JudgeRequest,
  { ticket, team }: Ticket,
  { rules, signatures }: TicketParts,
  approval: Approval,
): Promise<Approval> {
  const { people, requireSigned, allowedSigners } = rules(team);
  if (signWith === undefined) {
    if (requireSigned) {
      throw new EpicError("NOT_ALLOWED", "Approvals have to be signed in this project", {
        hint: "name your key, as in --sign ~/.ssh/id_ed25519",
      });
    }
    if (!mayJudge(people, role, author)) throw notInRole(author, role);
    return approval;
  }
  const statement = approvalStatement(ticket, approval);
  const signature = await signatures.sign(statement, signWith);
  const found = await signatures.verify({ statement, signature, at: approval.at });
  if (found.kind === "bad" || (found.kind === "unknown" && requireSigned)) {
    throw new EpicError("NOT_ALLOWED", `The signature ${found.problem}`, {
      hint: `add your name and public key to ${allowedSigners}, and have that reviewed`,
    });
  }
  const name = found.kind === "good" ? found.signer : author;
  if (!mayJudge(people, role, name)) throw notInRole(name, role);
  return { ...approval, signature };
}

function notInRole(name: string, role: string): EpicError {
  return new EpicError("NOT_ALLOWED", `${name} may not judge as ${role}`, {
    hint: `tickets.people.${role} of the configuration names those who may`,
  });
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

function checkReady(
  { document, after }: ApprovalStep,
  { ticket, texts }: FoundTicket,
  { steps, trust }: Ground,
): void {
  const open = unwritten(texts[document]);
  if (open !== undefined) throw notReady(`${document} ${open}`);
  for (const name of after) {
    const earlier = steps[name];
    const [problem] = unagreed(earlier, ticket, texts[earlier.document], trust);
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
  const { at, by, document } = approval;
  const evidence = `${document} was rejected`;
  const history = [{ at, from: state, to: "PLANNING" as const, by, evidence }];
  return { approvals, state: "PLANNING", history };
}
