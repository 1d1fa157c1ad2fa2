import { hasReached } from "../core/check/finding.ts";
import { findOverlaps, type Overlap, type Reach, requirementSources } from "../core/overlaps.ts";
import { branchOf } from "../core/ticket-branch.ts";
import { TICKETS_FOLDER } from "../core/ticket-path.ts";
import type { CodeHost, Repository } from "../ports/code-host.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import { readAllTickets, type WholeTicket } from "./read-all.ts";

export interface OverlapReport {
  /** How many tickets are open. */
  readonly open: number;
  readonly overlaps: readonly Overlap[];
}

/** The open tickets that touch the same code, by links or on their branches, or the same requirements. */
export async function reportOverlaps({
  files,
  codeHost,
}: {
  readonly files: TicketFiles;
  readonly codeHost: CodeHost;
}): Promise<OverlapReport> {
  const repository = await codeHost.repository();
  const open = (await readAllTickets(files)).filter(isOpen);
  const reaches: Reach[] = [];
  for (const { ticket, texts } of open) {
    const changed = repository ? await changedOn(ticket.ticket, repository, codeHost) : [];
    const paths = [...ticket.links.map(({ path }) => path), ...changed];
    const requirements = requirementSources(texts["FEATURE_REQUIREMENTS.md"] ?? "");
    reaches.push({ key: ticket.ticket, paths: [...new Set(paths)], requirements });
  }
  return { open: open.length, overlaps: findOverlaps(reaches) };
}

type OpenTicket = Extract<WholeTicket, { readonly kind: "ticket" }>;

function isOpen(entry: WholeTicket): entry is OpenTicket {
  return entry.kind === "ticket" && !hasReached(entry.ticket.state, "COMPLETE");
}

/** What the branch of a ticket has changed since it left the main one, tickets aside. */
async function changedOn(
  key: string,
  { branches, main }: Repository,
  codeHost: CodeHost,
): Promise<readonly string[]> {
  const from = branches.find(({ name }) => name === branchOf(key))?.commit;
  const after = branches.find(({ name }) => name === main)?.commit;
  if (from === undefined || after === undefined) return [];
  const commits = await codeHost.commits({ from, after });
  const changes = await codeHost.changes({ commits: commits.map(({ hash }) => hash) });
  return changes.map(({ path }) => path).filter((path) => !path.includes(`${TICKETS_FOLDER}/`));
}
