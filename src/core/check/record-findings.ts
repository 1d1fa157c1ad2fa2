import type { TicketState } from "../../schema/ticket.ts";
import { LIFECYCLE, type Requirement } from "../lifecycle.ts";
import { type Ground, missingFor } from "../ticket-evidence.ts";
import { countOpen } from "../ticket-open.ts";
import { isInForce, openBlockers, waiverOf } from "../ticket-waiver.ts";
import type { CheckedTicket } from "./checked-ticket.ts";
import { type CheckLevel, type CheckRule, type Finding, hasReached } from "./finding.ts";

/** Whether a ticket still has what it needed to come where it is, and its blockers are settled. */
export function recordFindings(checked: CheckedTicket, ground: Ground): readonly Finding[] {
  const { state } = checked.ticket;
  const needs = neededFor(state).filter((requirement) => requirement !== "blockers");
  return [
    ...needs.flatMap((requirement) => evidenceFindings(checked, requirement, ground)),
    ...(hasReached(state, "COMPLETE") ? [] : blockerFindings(checked, ground.now)),
  ];
}

/** The way on comes first; a step back needs nothing, and what it leads back to does. */
function neededFor(state: TicketState): readonly Requirement[] {
  return LIFECYCLE.find(({ to }) => to === state)?.needs ?? [];
}

const DOCUMENT_OF: Readonly<Partial<Record<Requirement, string>>> = {
  requirements: "FEATURE_REQUIREMENTS.md",
  design: "SYSTEM_DESIGN.md",
  plan: "IMPLEMENTATION_PLAN.md",
  summary: "COMPLETION_SUMMARY.md",
};

function evidenceFindings(
  checked: CheckedTicket,
  requirement: Requirement,
  ground: Ground,
): readonly Finding[] {
  const { ticket, path, texts } = checked;
  const document = DOCUMENT_OF[requirement];
  // What is still to be filled has a finding of its own.
  if (document !== undefined && countOpen(texts[document] ?? "") > 0) return [];
  const isApproval = document !== undefined && requirement !== "summary";
  const key = ticket.ticket;
  return missingFor({ needs: [requirement] }, checked, ground).map((phrase) => ({
    rule: isApproval ? "void-approval" : "missing-evidence",
    // A clone need not have every branch.
    level: requirement === "branch" ? "warning" : "error",
    ticket: key,
    path: `${path}/${document ?? "README.md"}`,
    message: `${key} is ${ticket.state}, but ${phrase}`,
    hint: isApproval
      ? `approve it again with workflow approve ${key} ${requirement}, or take the edit back`
      : `workflow show ${key} says what is there`,
  }));
}

function blockerFindings({ ticket, path, texts }: CheckedTicket, now: number): readonly Finding[] {
  const key = ticket.ticket;
  const asked = hasReached(ticket.state, "APPROVED");
  return ticket.blocking.flatMap((id) => {
    const waiver = waiverOf(ticket, id);
    const hasEnded = waiver !== undefined && !isInForce(waiver, now);
    const rule: CheckRule = hasEnded ? "expired-waiver" : "open-blocker";
    const level: CheckLevel = hasEnded || asked ? "error" : "note";
    const problems = openBlockers({ ...ticket, blocking: [id] }, texts, now);
    return problems.map((message): Finding => {
      const hint = `take it up in a document, or workflow waive ${key} ${id} --reason … --until …`;
      return { rule, level, ticket: key, path: `${path}/README.md`, message, hint };
    });
  });
}
