import { posix } from "node:path";

import type { CheckedTicket } from "../../core/check/checked-ticket.ts";
import { hasReached } from "../../core/check/finding.ts";
import type { CodeHost, Commit } from "../../ports/code-host.ts";
import type { Link, Ticket } from "../../schema/ticket.ts";

export interface DriftBases {
  /** The commit as of which the documents speak of the code behind a link, where that has changed. */
  readonly bases: ReadonlyMap<Link, string>;
  /** How many links are as of a commit that the repository does not have. */
  readonly unknown: number;
}

/**
 * For the tickets that are worked on, reviewed or complete: the archive is as it was. What was not
 * there as of that commit is new code, as it was planned, and has not drifted.
 */
export async function findDriftBases(
  tickets: readonly CheckedTicket[],
  code: CodeHost,
): Promise<DriftBases> {
  const judged = tickets.filter(
    ({ ticket: { state } }) => hasReached(state, "IN_PROGRESS") && state !== "ARCHIVED",
  );
  const dated = await dateLinks(judged, code);
  const changed = await changedPaths(code);
  const objects = await code.objects(
    dated.flatMap(({ link: { path }, commit }) => [
      { commit, path: "" },
      { commit, path },
      { commit: "HEAD", path },
    ]),
  );
  const bases = new Map<Link, string>();
  let unknown = 0;
  for (const [index, { link, commit }] of dated.entries()) {
    const [tree, then, now] = objects.slice(index * 3, index * 3 + 3);
    if (tree === undefined) unknown += 1;
    if (then === undefined) continue;
    if (then !== now || changed.has(link.path)) bases.set(link, commit);
  }
  return { bases, unknown };
}

interface DatedLink {
  readonly link: Link;
  readonly commit: string;
}

async function dateLinks(
  tickets: readonly CheckedTicket[],
  code: CodeHost,
): Promise<readonly DatedLink[]> {
  const links = tickets.flatMap(({ ticket }) => {
    const agreed = agreedAt(ticket);
    return ticket.links.map((link) => ({ link, agreed }));
  });
  const isLater = ({ link, agreed }: (typeof links)[number]) => agreed > Date.parse(link.at);
  const history = links.some(isLater) ? await code.commits({}) : [];
  return links.flatMap((one) => {
    const commit = isLater(one) ? commitAt(history, one.agreed) : one.link.commit;
    return commit === undefined ? [] : [{ link: one.link, commit }];
  });
}

/** When the documents were last looked at: approved, or reviewed with the code. */
function agreedAt({ approvals, history }: Ticket): number {
  const times = [...approvals, ...history.filter(({ to }) => to === "REVIEW")];
  return Math.max(...times.map(({ at }) => Date.parse(at)));
}

/** The latest commit at a time. */
function commitAt(history: readonly Commit[], time: number): string | undefined {
  return history.find(({ at }) => Date.parse(at) <= time)?.hash;
}

/** What is not committed yet, with all the folders that it lies in. */
async function changedPaths(code: CodeHost): Promise<ReadonlySet<string>> {
  const repository = await code.repository();
  const paths = new Set<string>();
  if (repository?.commit === undefined) return paths;
  for (const { path, from = path } of await code.changes({ since: repository.commit })) {
    for (const each of [path, from]) {
      for (let place = each; !paths.has(place); place = posix.dirname(place)) paths.add(place);
    }
  }
  return paths;
}
