import { repairReadme } from "../core/repair/repair-record.ts";
import { didYouMean } from "../core/suggest.ts";
import { parseTicketKey } from "../core/ticket-key.ts";
import { ticketPath } from "../core/ticket-path.ts";
import { readTicket } from "../core/ticket-record.ts";
import { noSuchTicket } from "../core/ticket-refusals.ts";
import { unifiedDiff } from "../core/unified-diff.ts";
import type { TicketFolder } from "../ports/ticket-files.ts";
import { TICKET_FILES, type Ticket } from "../schema/ticket.ts";
import { readFolder, unreadable } from "./read-folder.ts";
import type { TicketParts } from "./read-ground.ts";

export interface RepairRequest {
  readonly key: string;
  /** Only look. */
  readonly dryRun: boolean;
  readonly author: string;
}

export interface RepairResult {
  readonly ticket: Ticket;
  /** Relative to the project. */
  readonly path: string;
  /** What was wrong and what was done, sentences; empty where nothing was. */
  readonly notes: readonly string[];
  readonly diff: string;
}

/**
 * Makes the record of a ticket readable again without losing a line of its README. Throws NOT_FOUND,
 * and INVALID_INPUT where there is no README that could be repaired.
 */
export async function repairTicket(
  { key, dryRun, author }: RepairRequest,
  { files, clock }: Pick<TicketParts, "files" | "clock">,
): Promise<RepairResult> {
  const folder = folderOf(key, await files.list());
  const { place } = folder;
  const path = `${ticketPath(place)}/README.md`;
  const entry = readFolder(folder);
  if (entry.kind === "ticket") return { ticket: entry.ticket, path, notes: [], diff: "" };
  if (folder.kind === "broken") throw unreadable(entry.problem);
  const at = new Date(clock.now()).toISOString();
  const facts = { key: place.key, team: place.team, at, by: author };
  const { text, notes } = repairReadme(folder.readme, facts);
  const ticket = readTicket(text);
  if (!dryRun) {
    await files.update(place, TICKET_FILES[0], { before: folder.readme, after: text });
  }
  const diff = unifiedDiff(path, folder.readme, text);
  return { ticket, path, notes: [`${entry.problem}.`, ...notes], diff };
}

function folderOf(key: string, folders: readonly TicketFolder[]): TicketFolder {
  const wanted = parseTicketKey(key);
  const own = folders.filter(({ place }) => place.key === wanted);
  const broken = own.find((folder) => readFolder(folder).kind === "unreadable");
  const folder = broken ?? own[0];
  if (folder) return folder;
  const keys = folders.map(({ place }) => place.key);
  throw noSuchTicket(wanted, didYouMean(wanted, keys));
}
