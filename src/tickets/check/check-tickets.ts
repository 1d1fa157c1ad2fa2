import { type CheckedTicket, toBeChecked } from "../../core/check/checked-ticket.ts";
import { branchFindings, driftFindings, linkFindings } from "../../core/check/code-findings.ts";
import { placeholderFindings } from "../../core/check/document-findings.ts";
import type { Finding } from "../../core/check/finding.ts";
import { indexFindings } from "../../core/check/index-findings.ts";
import { recordFindings } from "../../core/check/record-findings.ts";
import { referenceFindings } from "../../core/check/reference-findings.ts";
import { traceFindings } from "../../core/check/trace-findings.ts";
import { TICKETS_FOLDER } from "../../core/ticket-path.ts";
import type { SourceFiles } from "../../ports/source-files.ts";
import type { TreeIndex } from "../../ports/tree-index.ts";
import { readAllTickets } from "../read-all.ts";
import type { TicketParts } from "../read-ground.ts";
import { indexed } from "../write-indexes.ts";
import { folderFindings } from "./folder-findings.ts";
import { readCheckGround } from "./read-check-ground.ts";
import { type LinkReading, readLinks } from "./read-links.ts";
import { readReferences } from "./read-references.ts";
import { type CheckScope, selectTickets } from "./select-tickets.ts";

export interface CheckRequest extends CheckScope {
  /** Lines of linked code that may change before the documents have to. */
  readonly driftLines: number;
}

export interface CheckParts extends TicketParts {
  readonly sources: SourceFiles;
  readonly tree: TreeIndex;
}

export interface CheckReport {
  /** Keys, in the order in which tickets are listed. */
  readonly checked: readonly string[];
  /** By ticket, file and line. */
  readonly findings: readonly Finding[];
  /** Of the project in its repository; empty where it is the top of it, or in none. */
  readonly folder: string;
  /** What could not be looked at, a sentence each: nobody may take that for passed. */
  readonly unchecked: readonly string[];
}

/**
 * Compares tickets with their documents, their approvals, the code and the repository. Throws
 * NOT_FOUND where there is no ticket at all, or not the one that is asked for, or nothing that changed.
 */
export async function checkTickets(request: CheckRequest, parts: CheckParts): Promise<CheckReport> {
  const repository = await parts.codeHost.repository();
  const all = await readAllTickets(parts.files);
  const selected = await selectTickets(all, request, { code: parts.codeHost, repository });
  const tickets = selected.filter((entry) => entry.kind === "ticket").map(toBeChecked);
  const view = { code: parts.codeHost, sources: parts.sources, repository };
  const links = await readLinks(tickets, view);
  const references = await readReferences(tickets, view);
  const tree = { path: `${TICKETS_FOLDER}/INDEX.md`, text: await parts.tree.read() };
  const branches = repository?.branches.map(({ name }) => name) ?? [];
  const findings: Finding[] = [...folderFindings(selected, all)];
  for (const checked of tickets) {
    const ground = await readCheckGround(checked.ticket, parts, repository);
    const own = references.get(checked.ticket.ticket) ?? [];
    findings.push(
      ...recordFindings(checked, ground),
      ...placeholderFindings(checked),
      ...referenceFindings(checked, own),
      ...traceFindings(checked),
      ...codeFindings(checked, links, request.driftLines),
      ...branchFindings(checked, branches),
      ...indexFindings(checked, indexed(checked), tree),
    );
  }
  const keys = selected.map(({ place }) => place.key);
  return {
    checked: [...new Set(keys)],
    findings: findings.toSorted(compareFindings),
    folder: repository?.folder ?? "",
    unchecked: uncheckedSentences(links, repository !== undefined, tickets),
  };
}

/** The archive is kept as it was, and the code goes on. */
function codeFindings(
  checked: CheckedTicket,
  { facts }: LinkReading,
  driftLines: number,
): readonly Finding[] {
  if (checked.ticket.state === "ARCHIVED") return [];
  const own = checked.ticket.links.flatMap((link) => facts.get(link) ?? []);
  return [...linkFindings(checked, own), ...driftFindings(checked, own, driftLines)];
}

function uncheckedSentences(
  { unknown }: LinkReading,
  hasRepository: boolean,
  tickets: readonly CheckedTicket[],
): readonly string[] {
  if (!hasRepository) {
    return ["No Git repository is here: branches, and what became of linked code, are not checked"];
  }
  const links = tickets.reduce((sum, { ticket }) => sum + ticket.links.length, 0);
  if (unknown === 0) return [];
  return [
    `The commits of ${unknown} of ${links} links are not in this clone: drift of their code is not checked; fetch the whole history`,
  ];
}

function compareFindings(a: Finding, b: Finding): number {
  return compare(a.ticket, b.ticket) || compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0);
}

const { compare } = new Intl.Collator("en", { numeric: true });
