import { EpicError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import { parseTicketKey } from "../core/ticket-key.ts";
import { TICKETS_FOLDER } from "../core/ticket-path.ts";
import { noSuchTicket } from "../core/ticket-refusals.ts";
import { updateTraceTable } from "../core/trace-table.ts";
import { type IndexedTicket, updateTreeIndex } from "../core/tree-index.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { TreeIndex } from "../ports/tree-index.ts";
import { inline } from "../reports/markdown-text.ts";
import type { WholeTicket } from "./read-all.ts";
import { readAllTickets } from "./read-all.ts";

export interface IndexResult {
  /** Relative to the project. */
  readonly written: readonly string[];
  /** That were up to date. */
  readonly unchanged: number;
  /** Why tickets are not in it, a sentence each. */
  readonly unreadable: readonly string[];
}

/**
 * Renews the table of a ticket's index, or of all, and the index of the tree. Throws NOT_FOUND where
 * there is no ticket, or not the one that is asked for.
 */
export async function writeIndexes(
  key: string | undefined,
  { files, tree }: { readonly files: TicketFiles; readonly tree: TreeIndex },
): Promise<IndexResult> {
  const all = await readAllTickets(files);
  const wanted = wantedKey(key, all);
  const written: string[] = [];
  let unchanged = 0;
  const asked = readable(all).filter(({ place }) => (wanted ?? place.key) === place.key);
  for (const { place, path, texts } of asked) {
    const before = texts["INDEX.md"];
    if (before === undefined) continue;
    const after = updateTraceTable(before, texts);
    if (after === before) unchanged += 1;
    else {
      await files.update(place, "INDEX.md", { before, after });
      written.push(`${path}/INDEX.md`);
    }
  }
  const before = await tree.read();
  const after = updateTreeIndex(before, readable(all).map(indexed));
  if (after === before) unchanged += 1;
  else {
    await tree.write({ before, after });
    written.push(`${TICKETS_FOLDER}/INDEX.md`);
  }
  const unreadable = all.flatMap((entry) => (entry.kind === "unreadable" ? [entry.problem] : []));
  return { written, unchanged, unreadable };
}

function wantedKey(key: string | undefined, all: readonly WholeTicket[]): string | undefined {
  if (all.length === 0) {
    throw new EpicError("NOT_FOUND", `No tickets are here: ${TICKETS_FOLDER} holds none`, {
      hint: "open one with workflow init AEC-456",
    });
  }
  if (key === undefined) return undefined;
  const wanted = parseTicketKey(key);
  const keys = all.map(({ place }) => place.key);
  if (keys.includes(wanted)) return wanted;
  throw noSuchTicket(wanted, didYouMean(wanted, keys));
}

function readable(all: readonly WholeTicket[]) {
  return all.filter((entry) => entry.kind === "ticket");
}

export function indexed({
  ticket,
  place,
}: Pick<Extract<WholeTicket, { readonly kind: "ticket" }>, "ticket" | "place">): IndexedTicket {
  return { ticket, team: place.team, title: inline(ticket.title) };
}
