import type { TicketState } from "../../schema/ticket.ts";
import { TICKET_STATES } from "../../schema/words.ts";

/** The gravest first. */
export const CHECK_LEVELS = ["error", "warning", "note"] as const;
export type CheckLevel = (typeof CHECK_LEVELS)[number];

/** What a check looks for. The ids are for people's filters: they stay. */
export const CHECK_RULES = {
  "unreadable-ticket": "A ticket's folder has a record that can be read",
  "duplicate-key": "A key is used once",
  "missing-evidence": "A ticket has the evidence that its state rests on",
  "void-approval": "What was agreed on is approved as it is now",
  "open-blocker": "A blocking recommendation is taken up or waived",
  "expired-waiver": "A waiver has not expired",
  "open-placeholder": "What the templates ask for is written",
  "broken-reference": "A relative link of a document leads somewhere",
  "missing-code": "Linked code is there",
  "moved-code": "Linked code is where the link says",
  "missing-symbol": "A linked name is in its file",
  "unknown-requirement": "A link names a requirement that the ticket has",
  "unlinked-requirement": "A requirement has code",
  "untested-requirement": "A requirement has a test",
  "unplanned-task": "A task is for a requirement",
  "branch-name": "A ticket's branch is called after it",
  "stale-index": "An index tells what is there",
  "code-drift": "Linked code does not go on changing while the documents stay",
} as const;
export type CheckRule = keyof typeof CHECK_RULES;

export interface Finding {
  readonly rule: CheckRule;
  readonly level: CheckLevel;
  readonly ticket: string;
  /** Of a file or folder, relative to the project. */
  readonly path: string;
  /** Counted from 1; absent where the whole is meant. */
  readonly line?: number;
  /** A sentence without its full stop. */
  readonly message: string;
  /** What to type or change. */
  readonly hint?: string;
}

/** Whether a ticket has come as far as this state of the way on. */
export function hasReached(state: TicketState, wanted: TicketState): boolean {
  return TICKET_STATES.indexOf(state) >= TICKET_STATES.indexOf(wanted);
}

/** Whether a finding of this level is one that a gate does not let pass. */
export function fails(level: CheckLevel, failOn: CheckLevel | "never"): boolean {
  return failOn !== "never" && CHECK_LEVELS.indexOf(level) <= CHECK_LEVELS.indexOf(failOn);
}
