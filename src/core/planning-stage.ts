import type { Ticket } from "../schema/ticket.ts";
import { type ApprovalName, type ApprovalStep, unagreed } from "./ticket-approval.ts";
import type { Ground, TicketContent } from "./ticket-evidence.ts";

/** The documents that planning writes, in their order. */
export const STAGES = ["requirements", "design", "plan"] as const satisfies readonly ApprovalName[];

/** Where planning stands. */
export type Stage =
  /** Its turn has come, and what it says may still change. */
  | { readonly kind: "open"; readonly step: ApprovalStep }
  /** Something before it is not agreed on: ends of sentences, each with its document. */
  | { readonly kind: "waiting"; readonly step: ApprovalStep; readonly for: readonly string[] }
  /** All three are agreed on. */
  | { readonly kind: "done" };

/** The document that is next, or where that one stands which is asked for. */
export function planningStage(
  content: TicketContent,
  ground: Ground,
  wanted: ApprovalName | undefined,
): Stage {
  const name = wanted ?? STAGES.find((stage) => lacks(stage, content, ground).length > 0);
  if (name === undefined) return { kind: "done" };
  const step = ground.steps[name];
  const open = step.after.flatMap((earlier) => lacks(earlier, content, ground));
  return open.length === 0 ? { kind: "open", step } : { kind: "waiting", step, for: open };
}

/** What a document lacks to be agreed on, with its name. */
export function lacks(
  name: ApprovalName,
  { ticket, texts }: TicketContent,
  { steps, trust }: Ground,
): readonly string[] {
  const { document } = steps[name];
  const problems = unagreed(steps[name], ticket, texts[document], trust);
  return problems.map((problem) => `${document} ${problem}`);
}

const PLANNED_IN: ReadonlySet<Ticket["state"]> = new Set(["CREATED", "PLANNING", "APPROVED"]);

/** The documents change as long as the work has not begun. */
export function mayPlan({ state }: Ticket): boolean {
  return PLANNED_IN.has(state);
}
