import { updateTraceTable } from "../trace-table.ts";
import { type IndexedTicket, indexRow } from "../tree-index.ts";
import type { CheckedTicket } from "./checked-ticket.ts";
import { type Finding, hasReached } from "./finding.ts";

export interface TreeView {
  /** Relative to the project. */
  readonly path: string;
  /** Undefined where the project has none. */
  readonly text: string | undefined;
}

/** An index that is there and tells something else than the tickets do. */
export function indexFindings(
  { ticket, path, texts, lines }: CheckedTicket,
  indexed: IndexedTicket,
  tree: TreeView,
): readonly Finding[] {
  const own = texts["INDEX.md"];
  // While it is planned, documents come one by one.
  const isPlanned = hasReached(ticket.state, "APPROVED");
  const isOwnStale = isPlanned && own !== undefined && updateTraceTable(own, lines) !== own;
  const isTreeStale = tree.text !== undefined && !tree.text.includes(indexRow(indexed));
  const key = ticket.ticket;
  return [
    ...(isOwnStale ? [stale(key, `${path}/INDEX.md`, `INDEX.md of ${key}`)] : []),
    ...(isTreeStale ? [stale(key, tree.path, `The index of all tickets, as to ${key},`)] : []),
  ];
}

function stale(ticket: string, path: string, what: string): Finding {
  return {
    rule: "stale-index",
    level: "warning",
    ticket,
    path,
    message: `${what} is not what the documents say`,
    hint: "workflow index renews it",
  };
}
