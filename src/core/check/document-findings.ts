import type { TicketFile, TicketState } from "../../schema/ticket.ts";
import type { CheckedTicket } from "./checked-ticket.ts";
import { type CheckLevel, type Finding, hasReached } from "./finding.ts";

/** From when on nothing of a document may be left to be filled. */
const WRITTEN_BY = new Map<string, TicketState>(
  Object.entries({
    "FEATURE_REQUIREMENTS.md": "APPROVED",
    "SYSTEM_DESIGN.md": "APPROVED",
    "IMPLEMENTATION_PLAN.md": "APPROVED",
    "README.md": "REVIEW",
    "INDEX.md": "REVIEW",
    "COMPLETION_SUMMARY.md": "COMPLETE",
  } satisfies Record<TicketFile, TicketState>),
);

/** One for each document that is still to be filled, at its first place. */
export function placeholderFindings({ ticket, path, lines }: CheckedTicket): readonly Finding[] {
  return Object.entries(lines).flatMap(([name, own = []]): Finding[] => {
    const open = own.filter((line) => line.text.includes("[[fill:"));
    const [first] = open;
    if (!first) return [];
    const places = open.reduce((sum, line) => sum + line.text.split("[[fill:").length - 1, 0);
    return [
      {
        rule: "open-placeholder",
        level: levelFor(name, ticket.state),
        ticket: ticket.ticket,
        path: `${path}/${name}`,
        line: first.line,
        message: `${name} has ${places === 1 ? "1 place" : `${places} places`} to fill`,
        hint: "write what the double square brackets ask for, or take the line out",
      },
    ];
  });
}

/** A file of the team's own is its own matter. */
function levelFor(name: string, state: TicketState): CheckLevel {
  const by = WRITTEN_BY.get(name);
  if (by === undefined || !hasReached(state, by)) return "note";
  return name === "README.md" || name === "INDEX.md" ? "warning" : "error";
}
