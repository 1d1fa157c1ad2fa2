import {
  type EvidenceKind,
  type Ticket,
  TICKET_FILES,
  type TicketState,
} from "../schema/ticket.ts";
import type { Requirement, Transition } from "./lifecycle.ts";
import {
  type ApprovalName,
  type ApprovalSteps,
  type Trust,
  unagreed,
  unwritten,
} from "./ticket-approval.ts";
import { type CodeFacts, missingBranch, missingMerge } from "./ticket-code.ts";
import type { TicketTexts } from "./ticket-open.ts";
import { openBlockers } from "./ticket-waiver.ts";

/** A ticket and what its folder holds. */
export interface TicketContent {
  readonly ticket: Ticket;
  readonly texts: TicketTexts;
}

/** What a judgement about a ticket rests on besides its folder. */
export interface Ground {
  readonly steps: ApprovalSteps;
  readonly trust: Trust;
  readonly now: number;
  /** Absent where the project is in no repository: what was recorded has to do then. */
  readonly code: CodeFacts | undefined;
}

/** What a transition still lacks, a phrase each; nothing where the ticket may move. */
export function missingFor(
  { needs }: Pick<Transition, "needs">,
  content: TicketContent,
  ground: Ground,
): readonly string[] {
  return needs.flatMap((requirement) => CHECKS[requirement](content, ground));
}

/** What is missing, a phrase each. */
type Check = (content: TicketContent, ground: Ground) => readonly string[];

const CHECKS: Readonly<Record<Requirement, Check>> = {
  documents: ({ texts }) =>
    TICKET_FILES.flatMap((file) => (texts[file] === undefined ? `${file} is missing` : [])),
  requirements: agreed("requirements"),
  design: agreed("design"),
  plan: agreed("plan"),
  blockers: ({ ticket, texts }, { now }) => openBlockers(ticket, texts, now),
  summary: ({ texts }) => {
    const problem = unwritten(texts["COMPLETION_SUMMARY.md"]);
    return problem === undefined ? [] : [`COMPLETION_SUMMARY.md ${problem}`];
  },
  // What was recorded before the ticket last entered a state speaks of other work.
  branch: (content, ground) =>
    ground.code
      ? missingBranch(ground.code)
      : recorded("branch", "CREATED", "no branch is recorded")(content, ground),
  code: (content, ground) =>
    content.ticket.links.length > 0
      ? []
      : recorded("code", "IN_PROGRESS", NO_CODE)(content, ground),
  tests: recorded("tests", "IN_PROGRESS", "no green tests are recorded since the work began"),
  review: recorded("review", "REVIEW", "no review is recorded since it was asked for"),
  merge(content, ground) {
    const problem = "no merge is recorded since the review was asked for";
    const missing = recorded("merge", "REVIEW", problem)(content, ground);
    return missing.length > 0 || !ground.code ? missing : missingMerge(ground.code);
  },
  deployment: recorded(
    "deployment",
    "REVIEW",
    "no deployment is recorded since the review was asked for",
  ),
};

const NO_CODE = "no code is linked, and none is recorded since the work began";

function agreed(name: ApprovalName): Check {
  return ({ ticket, texts }, { steps, trust }) => {
    const step = steps[name];
    const problems = unagreed(step, ticket, texts[step.document], trust);
    return problems.map((problem) => `${step.document} ${problem}`);
  };
}

function recorded(kind: EvidenceKind, since: TicketState, problem: string): Check {
  return ({ ticket }) => {
    const entered = enteredAt(ticket, since);
    const isThere = ticket.evidence.some(
      (one) => one.kind === kind && Date.parse(one.at) >= entered,
    );
    return isThere ? [] : [problem];
  };
}

/** When the ticket last came into a state, in milliseconds; -Infinity where it never was. */
export function enteredAt({ history }: Ticket, state: TicketState): number {
  return Math.max(...history.filter(({ to }) => to === state).map(({ at }) => Date.parse(at)));
}
