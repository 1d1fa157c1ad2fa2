import type { EvidenceKind, Ticket, TicketEvent, TicketState } from "../schema/ticket.ts";
import type { ApprovalName } from "./ticket-approval.ts";

/**
 * What must be true before a ticket moves: a document that is written (and, of the first three,
 * approved as it is now), blocking recommendations that are taken up or waived, or something that
 * happened outside and was recorded since.
 */
export type Requirement = "documents" | ApprovalName | "blockers" | "summary" | EvidenceKind;

export interface Transition {
  readonly from: TicketState;
  readonly to: TicketState;
  readonly needs: readonly Requirement[];
}

const AGREED = ["requirements", "design", "plan", "blockers"] as const;

/** The life of a ticket. The first transition from a state is the way on; the others lead back. */
export const LIFECYCLE: readonly Transition[] = [
  { from: "CREATED", to: "PLANNING", needs: ["documents"] },
  { from: "PLANNING", to: "APPROVED", needs: AGREED },
  { from: "APPROVED", to: "IN_PROGRESS", needs: [...AGREED, "branch"] },
  { from: "APPROVED", to: "PLANNING", needs: [] },
  { from: "IN_PROGRESS", to: "REVIEW", needs: [...AGREED, "code", "tests"] },
  {
    from: "REVIEW",
    to: "COMPLETE",
    needs: [...AGREED, "code", "tests", "review", "merge", "deployment", "summary"],
  },
  { from: "REVIEW", to: "IN_PROGRESS", needs: [] },
  { from: "COMPLETE", to: "ARCHIVED", needs: ["summary"] },
];

export function transitionsFrom(state: TicketState): readonly Transition[] {
  return LIFECYCLE.filter(({ from }) => from === state);
}

export interface HistoryFault {
  readonly key: "state" | "history";
  /** Of the history, counted from 1; 0 where the key itself is meant. */
  readonly member: number;
  /** Ends a sentence that begins with the line. */
  readonly problem: string;
}

/** The first step of a history that cannot have been, or a state that it does not lead to. */
export function findHistoryFault({
  history,
  state,
}: Pick<Ticket, "history" | "state">): HistoryFault | undefined {
  let now: TicketState | null = null;
  for (const [index, { from, to }] of history.entries()) {
    if (from !== now || !isStep({ from, to })) {
      const problem = `says ${from ?? "null"} to ${to}, and the ticket was ${now ?? "not there"}`;
      return { key: "history", member: index + 1, problem };
    }
    now = to;
  }
  if (state === now) return undefined;
  return { key: "state", member: 0, problem: `says ${state}, and the history ends with ${now}` };
}

/** A ticket that is opened once more begins anew. */
export function isStep({ from, to }: Pick<TicketEvent, "from" | "to">): boolean {
  return to === "CREATED" || LIFECYCLE.some((step) => step.from === from && step.to === to);
}
