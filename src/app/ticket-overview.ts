import { join, posix, relative, resolve, sep } from "node:path";

import { findPlaces } from "../adapters/files/places.ts";
import { openSourceFiles } from "../adapters/files/source-files.ts";
import { openTreeIndex } from "../adapters/ticket-files/tree-index.ts";
import {
  type CheckReport,
  type CheckRequest,
  checkTickets,
} from "../tickets/check/check-tickets.ts";
import { codePath } from "../tickets/code-paths.ts";
import { type Completion, completeTicket } from "../tickets/complete-ticket.ts";
import { type OverlapReport, reportOverlaps } from "../tickets/find-overlaps.ts";
import { type Board, type BoardRequest, readBoard } from "../tickets/read-board.ts";
import { type SearchRequest, type SearchResult, searchTickets } from "../tickets/search-tickets.ts";
import { type IndexResult, writeIndexes } from "../tickets/write-indexes.ts";
import type { OpenTicketParts, TicketsOptions } from "./ticket-parts.ts";

/** What `workflow` tells of many tickets at once. Paths in it are relative to the project. */
export interface TicketOverview {
  check(request: CheckRequest): Promise<CheckReport>;
  complete(key: string): Promise<Completion>;
  /** Of one ticket, or of all. */
  index(key: string | undefined): Promise<IndexResult>;
  overlaps(): Promise<OverlapReport>;
  search(request: SearchRequest): Promise<SearchResult>;
  /** `project` is a folder as typed. */
  board(request: BoardRequest): Promise<Board>;
}

export function openTicketOverview(
  options: TicketsOptions,
  parts: OpenTicketParts,
): TicketOverview {
  const { cwd } = options;
  const { root, files, codeHost: code, inProject } = parts;
  const sources = openSourceFiles(root);
  const tree = openTreeIndex(root);
  const search = async (request: SearchRequest) => await searchProject(request, options, parts);
  const fromProject = (path: string) =>
    relative(root, resolve(cwd, path)).replaceAll(sep, "/") || ".";
  return {
    check: async (request) => {
      const report = await checkTickets(request, { ...(await parts.judging()), sources, tree });
      const findings = report.findings.map(inProject);
      return { ...report, findings, folder: aroundProject(report.folder, parts) };
    },
    complete: async (key) => inProject(await completeTicket(key, parts)),
    index: async (key) => {
      const result = await writeIndexes(key, { files, tree });
      return { ...result, written: result.written.map((path) => inProject({ path }).path) };
    },
    overlaps: async () => await reportOverlaps(parts),
    search,
    board: async ({ project, ...request }) => {
      const folder = (await code.repository())?.folder ?? "";
      const path = project === undefined ? undefined : codePath(folder, fromProject(project));
      return await readBoard({ ...request, project: path ?? project }, files);
    },
  };
}

/** The epics and their database are opened for this alone. */
async function searchProject(
  request: SearchRequest,
  options: TicketsOptions,
  { files, inProject }: OpenTicketParts,
): Promise<SearchResult> {
  const [{ openApp }, { readEpicSources }, { openTextSearch }] = await Promise.all([
    import("./open-app.ts"),
    import("./epic-sources.ts"),
    import("../adapters/sqlite/text-search.ts"),
  ]);
  await using app = await openApp({ ...options, access: "read" });
  using search = openTextSearch(
    join(findPlaces(options.cwd, options.env).stateFolder, "search.db"),
  );
  const epics = async () => await readEpicSources(app);
  const result = await searchTickets(request, { files, search, epics });
  const hits = result.hits.map((hit) => {
    return hit.ticket === undefined ? hit : { ...hit, id: inProject({ path: hit.id }).path };
  });
  return { ...result, hits };
}

/** Where the project lies in its repository, from where its tickets do, which may be apart. */
function aroundProject(folder: string, { inProject }: OpenTicketParts): string {
  const apart = posix.dirname(inProject({ path: "x" }).path);
  const path = posix.join(folder, posix.relative(apart, "."));
  return path === "." ? "" : path.replace(/\/$/, "");
}
