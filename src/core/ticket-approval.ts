import type { TicketRules } from "../schema/config.ts";
import type { Approvable, Approval, Ticket } from "../schema/ticket.ts";
import { sha256 } from "./hash.ts";
import { findOpen } from "./ticket-open.ts";

/** What a command calls a document, who approves it, and what has to be approved before. */
export interface ApprovalStep {
  readonly name: ApprovalName;
  readonly document: Approvable;
  /** Each of them approves it. */
  readonly roles: readonly string[];
  readonly after: readonly ApprovalName[];
}

export type ApprovalName = "requirements" | "design" | "plan";
export type ApprovalSteps = Readonly<Record<ApprovalName, ApprovalStep>>;

/** The steps in the order in which they are taken. */
export function approvalSteps(roles: TicketRules["approvals"]): ApprovalSteps {
  return {
    requirements: {
      name: "requirements",
      document: "FEATURE_REQUIREMENTS.md",
      roles: roles.requirements,
      after: [],
    },
    design: {
      name: "design",
      document: "SYSTEM_DESIGN.md",
      roles: roles.design,
      after: ["requirements"],
    },
    plan: {
      name: "plan",
      document: "IMPLEMENTATION_PLAN.md",
      roles: roles.plan,
      after: ["requirements", "design"],
    },
  };
}

/** Why an approval does not count, as the end of a sentence; undefined where it does. */
export type Trust = (approval: Approval) => string | undefined;

/** Why a document does not count as agreed on, ends of sentences; none where it does. */
export function unagreed(
  step: ApprovalStep,
  ticket: Ticket,
  text: string | undefined,
  trust: Trust,
): readonly string[] {
  const open = unwritten(text);
  return open === undefined ? unapproved(step, ticket, String(text), trust) : [open];
}

/** The same whatever line endings a checkout gives the document. */
export function documentHash(text: string): string {
  return sha256(text.replaceAll("\r\n", "\n"));
}

/** Why a document does not count as written, as the end of a sentence; undefined where it does. */
export function unwritten(text: string | undefined): string | undefined {
  if (text === undefined) return "is missing";
  const { places, conflicts } = findOpen(text);
  const parts = [
    ...(places === 0 ? [] : [places === 1 ? "1 place to fill" : `${places} places to fill`]),
    ...(conflicts === 0
      ? []
      : [conflicts === 1 ? "1 conflict to settle" : `${conflicts} conflicts to settle`]),
  ];
  return parts.length === 0 ? undefined : `has ${parts.join(" and ")}`;
}

/** Why a document does not count as approved as it is now; nothing where it does. */
export function unapproved(
  { document, roles }: ApprovalStep,
  ticket: Ticket,
  text: string,
  trust: Trust,
): readonly string[] {
  const hash = documentHash(text);
  return roles.flatMap((role) => {
    const [last] = lastOf(ticket, document, role);
    if (!last) return `is not approved by the role ${role}`;
    if (last.verdict === "rejected") return rejection(last);
    if (last.hash !== hash) return `has changed since ${said(last, "approved it")}`;
    return trust(last) ?? [];
  });
}

/** What each role said last of the document, for those that said anything. */
export function lastApprovals({ document, roles }: ApprovalStep, ticket: Ticket): Approval[] {
  return roles.flatMap((role) => lastOf(ticket, document, role));
}

/** One or none; by its time, because a merge of two branches may have put them in any order. */
function lastOf({ approvals }: Ticket, document: Approvable, role: string): Approval[] {
  return approvals
    .filter((one) => one.document === document && one.role === role)
    .toReversed()
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, 1);
}

function rejection(approval: Approval): string {
  const why = approval.reason === undefined ? "" : `: ${approval.reason}`;
  return `was rejected by ${said(approval, "")}${why}`;
}

function said({ by, at }: Approval, what: string): string {
  return [by, what, "on", at.slice(0, 10)].filter(Boolean).join(" ");
}
