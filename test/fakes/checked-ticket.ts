import { type CheckedTicket, toBeChecked } from "../../src/core/check/checked-ticket.ts";
import type { Link, Ticket, TicketState } from "../../src/schema/ticket.ts";
import { TICKET_STATES } from "../../src/schema/words.ts";

const at = (day: number) => `2026-11-${String(day).padStart(2, "0")}T09:00:00.000Z`;

/** A ticket that went straight to a state, a day for each step, with these texts in its folder. */
export function checkedTicket(
  state: TicketState,
  texts: CheckedTicket["texts"] = {},
  rest: Partial<Ticket> = {},
): CheckedTicket {
  const states = TICKET_STATES.slice(0, TICKET_STATES.indexOf(state) + 1);
  const history = states.map((to, index) => ({
    at: at(index + 1),
    from: states[index - 1] ?? null,
    to,
    by: "ann",
  }));
  const ticket: Ticket = {
    schemaVersion: "2.0",
    ticket: "AEC-456",
    title: "Returns",
    state,
    createdAt: at(1),
    documents: ["INDEX.md"],
    history,
    approvals: [],
    evidence: [],
    links: [],
    blocking: [],
    waivers: [],
    ...rest,
  };
  return toBeChecked({ ticket, path: ".ai/workflow/AEC-456", texts });
}

export function codeLink(path: string, rest: Partial<Link> = {}): Link {
  return { path, at: at(20), by: "ann", ...rest };
}
