import {
  type EvidenceKind,
  type Ticket,
  TICKET_FILES,
  type TicketState,
} from "../schema/ticket.ts";
import type { Requirement, Transition } from "./lifecycle.ts";
import { APPROVAL_STEPS, type ApprovalStep, unagreed, unwritten } from "./ticket-approval.ts";

/** Texts of a ticket's folder, by file name. */
export type TicketTexts = Readonly<Record<string, string | undefined>>;

/** What a transition still lacks, a phrase each; nothing where the ticket may move. */
export function missingFor(
  { needs }: Pick<Transition, "needs">,
  ticket: Ticket,
  texts: TicketTexts,
): readonly string[] {
  return needs.flatMap((requirement) => CHECKS[requirement](ticket, texts));
}

/** What is missing, a phrase each. */
type Check = (ticket: Ticket, texts: TicketTexts) => readonly string[];

const CHECKS: Readonly<Record<Requirement, Check>> = {
  documents: (_ticket, texts) =>
    TICKET_FILES.flatMap((file) => (texts[file] === undefined ? `${file} is missing` : [])),
  requirements: agreed(APPROVAL_STEPS.requirements),
  design: agreed(APPROVAL_STEPS.design),
  plan: agreed(APPROVAL_STEPS.plan),
  summary: (_ticket, texts) =>
    phrase("COMPLETION_SUMMARY.md", unwritten(texts["COMPLETION_SUMMARY.md"])),
  // What was recorded before the ticket last entered a state speaks of other work.
  branch: recorded("branch", "CREATED", "no branch is recorded"),
  code: recorded("code", "IN_PROGRESS", "no code is recorded since the work began"),
  tests: recorded("tests", "IN_PROGRESS", "no green tests are recorded since the work began"),
  review: recorded("review", "REVIEW", "no review is recorded since it was asked for"),
  merge: recorded("merge", "REVIEW", "no merge is recorded since the review was asked for"),
  deployment: recorded(
    "deployment",
    "REVIEW",
    "no deployment is recorded since the review was asked for",
  ),
};

function agreed(step: ApprovalStep): Check {
  return (ticket, texts) => {
    const text = texts[step.document];
    return phrase(step.document, unagreed(step, ticket, text));
  };
}

function recorded(kind: EvidenceKind, since: TicketState, problem: string): Check {
  return ({ history, evidence }) => {
    const entered = Math.max(
      ...history.filter(({ to }) => to === since).map(({ at }) => Date.parse(at)),
    );
    const isThere = evidence.some((one) => one.kind === kind && Date.parse(one.at) >= entered);
    return isThere ? [] : [problem];
  };
}

function phrase(document: string, problem: string | undefined): readonly string[] {
  return problem === undefined ? [] : [`${document} ${problem}`];
}
