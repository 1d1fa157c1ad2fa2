import type { CheckedTicket } from "../../core/check/checked-ticket.ts";
import type { LinkFacts } from "../../core/check/code-findings.ts";
import type { CodeHost, Repository } from "../../ports/code-host.ts";
import type { Source, SourceFiles } from "../../ports/source-files.ts";
import type { Link } from "../../schema/ticket.ts";
import { projectPath } from "../code-paths.ts";
import { findDriftBases } from "./find-drift-bases.ts";
import { type Changes, readChangesSince } from "./read-changes-since.ts";

export interface LinkReading {
  readonly facts: ReadonlyMap<Link, LinkFacts>;
  /** Links of which the repository does not have the commit that they are as of. */
  readonly unknown: number;
}

export interface CodeParts {
  readonly code: CodeHost;
  readonly sources: SourceFiles;
  /** Absent where the project is in none. */
  readonly repository: Repository | undefined;
}

/** What became of all linked code, asked for at once: Git is started for many links, not for each. */
export async function readLinks(
  tickets: readonly CheckedTicket[],
  { code, sources, repository }: CodeParts,
): Promise<LinkReading> {
  const links = tickets.flatMap(({ ticket }) => ticket.links);
  if (links.length === 0) return { facts: new Map(), unknown: 0 };
  const folder = repository?.folder ?? "";
  const found = await sources.look(links.map(({ path }) => projectPath(folder, path)));
  const gone = links.filter((_link, index) => found[index] === undefined);
  const { bases, unknown } = repository
    ? await findDriftBases(tickets, code)
    : { bases: new Map<Link, string>(), unknown: 0 };
  const since = [...gone.flatMap(({ commit }) => commit ?? []), ...bases.values()];
  const changes = repository ? await readChangesSince(since, code) : new Map<string, Changes>();
  const facts = links.map((link, index): [Link, LinkFacts] => {
    const base = bases.get(link);
    const changedLines = base === undefined ? 0 : linesIn(link.path, changes.get(base));
    return [link, { link, found: stateOf(link, found[index], changes), changedLines }];
  });
  return { facts: new Map(facts), unknown };
}

function stateOf(
  { path, commit = "" }: Link,
  source: Source | undefined,
  changes: ReadonlyMap<string, Changes>,
): LinkFacts["found"] {
  if (source) return source;
  const move = changes.get(commit)?.find(({ kind, from }) => kind === "moved" && from === path);
  return move ? { kind: "gone", movedTo: move.path } : { kind: "gone" };
}

function linesIn(path: string, changes: Changes = []): number {
  const own = changes.filter(
    (change) => change.path === path || change.path.startsWith(`${path}/`),
  );
  return own.reduce((sum, { added, removed }) => sum + added + removed, 0);
}
