import type { Approvable, Approval, Ticket } from "../schema/ticket.ts";
import { sha256 } from "./hash.ts";
import { countOpen } from "./ticket-open.ts";

/** What a command calls a document, who approves it, and what has to be approved before. */
export interface ApprovalStep {
  readonly name: ApprovalName;
  readonly document: Approvable;
  readonly role: string;
  readonly after: readonly ApprovalName[];
}

export type ApprovalName = "requirements" | "design" | "plan";

export const APPROVAL_STEPS: Readonly<Record<ApprovalName, ApprovalStep>> = {
  requirements: {
    name: "requirements",
    document: "FEATURE_REQUIREMENTS.md",
    role: "stakeholder",
    after: [],
  },
  design: {
    name: "design",
    document: "SYSTEM_DESIGN.md",
    role: "tech-lead",
    after: ["requirements"],
  },
  plan: {
    name: "plan",
    document: "IMPLEMENTATION_PLAN.md",
    role: "team",
    after: ["requirements", "design"],
  },
};

/** Why a document does not count as agreed on, as the end of a sentence; undefined where it does. */
export function unagreed(
  step: ApprovalStep,
  ticket: Ticket,
  text: string | undefined,
): string | undefined {
  return unwritten(text) ?? unapproved(step, ticket, String(text));
}

/** The same whatever line endings a checkout gives the document. */
export function documentHash(text: string): string {
  return sha256(text.replaceAll("\r\n", "\n"));
}

/** Why a document does not count as written, as the end of a sentence; undefined where it does. */
export function unwritten(text: string | undefined): string | undefined {
  if (text === undefined) return "is missing";
  const open = countOpen(text);
  if (open === 0) return undefined;
  return open === 1 ? "has 1 place to fill" : `has ${open} places to fill`;
}

/** Why a document does not count as approved as it is now; undefined where it does. */
export function unapproved(
  { document, role }: ApprovalStep,
  { approvals }: Ticket,
  text: string,
): string | undefined {
  const last = approvals.findLast((approval) => approval.document === document);
  if (!last) return `is not approved by the role ${role}`;
  if (last.verdict === "rejected") return rejection(last);
  return last.hash === documentHash(text)
    ? undefined
    : `has changed since ${last.by} approved it on ${last.at.slice(0, 10)}`;
}

function rejection({ by, at, reason }: Approval): string {
  const why = reason === undefined ? "" : `: ${reason}`;
  return `was rejected by ${by} on ${at.slice(0, 10)}${why}`;
}
