import type { TicketEvent } from "../../schema/ticket.ts";
import { isStep } from "../lifecycle.ts";

export interface OrderedHistory {
  /** A life that can have been, the oldest first. */
  readonly events: readonly TicketEvent[];
  /** What does not fit into it: two branches may both have taken a step. */
  readonly aside: readonly TicketEvent[];
}

/** Puts together what two branches added to a history: each step that goes on from the ones before. */
export function orderHistory(all: readonly TicketEvent[]): OrderedHistory {
  const events: TicketEvent[] = [];
  const aside: TicketEvent[] = [];
  for (const event of all.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const now = events.at(-1)?.to ?? null;
    if (event.from === now && isStep(event)) events.push(event);
    else aside.push(event);
  }
  return { events, aside };
}
