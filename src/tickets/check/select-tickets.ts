import { EpicError } from "../../core/errors.ts";
import { namesWord } from "../../core/names-word.ts";
import { didYouMean } from "../../core/suggest.ts";
import { ticketOfBranch } from "../../core/ticket-branch.ts";
import { parseTicketKey } from "../../core/ticket-key.ts";
import { noSuchTicket } from "../../core/ticket-refusals.ts";
import type { CodeHost, FileChange, Repository } from "../../ports/code-host.ts";
import { codePath } from "../code-paths.ts";
import type { WholeTicket } from "../read-all.ts";

/** Which tickets are asked for: one, those that changes touch, or all. */
export interface CheckScope {
  readonly key?: string | undefined;
  /** Since the main branch, or since this branch or commit. */
  readonly changed?: { readonly since?: string | undefined } | undefined;
}

interface Code {
  readonly code: CodeHost;
  readonly repository: Repository | undefined;
}

/** Throws NOT_FOUND where nothing could be checked: an empty check must not look like a passed one. */
export async function selectTickets(
  all: readonly WholeTicket[],
  { key, changed }: CheckScope,
  { code, repository }: Code,
): Promise<readonly WholeTicket[]> {
  if (all.length === 0) {
    throw new EpicError("NOT_FOUND", "No tickets are here: .ai/workflow holds none", {
      hint: "go to the folder of the project, or open a ticket with workflow init AEC-456",
    });
  }
  if (key !== undefined) return selectKey(all, parseTicketKey(key));
  if (changed === undefined) return all;
  if (!repository) {
    throw new EpicError("NOT_FOUND", "Without a Git repository nobody knows what has changed", {
      hint: "check all tickets with --all",
    });
  }
  return await selectChanged(all, changed.since, { code, repository });
}

function selectKey(all: readonly WholeTicket[], key: string): readonly WholeTicket[] {
  const own = all.filter(({ place }) => place.key === key);
  if (own.length > 0) return own;
  throw noSuchTicket(
    key,
    didYouMean(
      key,
      all.map(({ place }) => place.key),
    ),
  );
}

/** By a file of the ticket or of its code, by a commit that names it, or by the branch. */
async function selectChanged(
  all: readonly WholeTicket[],
  since: string | undefined,
  { code, repository }: { readonly code: CodeHost; readonly repository: Repository },
): Promise<readonly WholeTicket[]> {
  const after = baseOf(since, repository);
  const commits = await code.commits({ after });
  const committed = await code.changes({ commits: commits.map(({ hash }) => hash) });
  const { commit } = repository;
  const open = commit === undefined ? [] : await code.changes({ since: commit });
  const paths = [...committed, ...open].flatMap(pathsOf);
  if (paths.length === 0 && commits.length === 0) {
    throw new EpicError("NOT_FOUND", `Nothing has changed since ${since ?? repository.main}`, {
      hint: "check all tickets with --all, or name an earlier commit with --since",
    });
  }
  const subjects = commits.map(({ subject }) => subject).join("\n");
  const branchKey = ticketOfBranch(repository.branch ?? "");
  return all.filter((entry) => {
    const { key } = entry.place;
    const places = [codePath(repository.folder, entry.path) ?? entry.path, ...linksOf(entry)];
    const isTouched = paths.some((path) => places.some((place) => liesIn(path, place)));
    return isTouched || key === branchKey || namesWord(subjects, key);
  });
}

function baseOf(since: string | undefined, { branches, main }: Repository): string {
  const wanted = since ?? main;
  if (wanted === undefined) {
    throw new EpicError("NOT_FOUND", "Git knows no main branch to compare with", {
      hint: "name a branch or commit with --since",
    });
  }
  const named = branches.filter(
    ({ name, remote }) => name === wanted || `${remote}/${name}` === wanted,
  );
  // What others have merged meanwhile is in the remote branch first.
  const branch = named.find(({ remote }) => remote !== undefined) ?? named[0];
  return branch?.commit ?? wanted;
}

function linksOf(entry: WholeTicket): readonly string[] {
  return entry.kind === "ticket" ? entry.ticket.links.map(({ path }) => path) : [];
}

function pathsOf({ path, from }: FileChange): readonly string[] {
  return from === undefined ? [path] : [path, from];
}

function liesIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
