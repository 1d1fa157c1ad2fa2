import { EpicError } from "../core/errors.ts";
import type { CodeFacts } from "../core/ticket-code.ts";
import { enteredAt } from "../core/ticket-evidence.ts";
import type { CodeHost, Repository } from "../ports/code-host.ts";
import type { Ticket } from "../schema/ticket.ts";

/**
 * What the repository says of a ticket's branch and its merge; undefined where the project is in no
 * repository, so that only what people recorded can be asked.
 */
export async function readCodeFacts(
  ticket: Ticket,
  codeHost: CodeHost,
): Promise<CodeFacts | undefined> {
  const repository = await repositoryOf(codeHost);
  if (!repository) return undefined;
  const branch = branchOf(ticket);
  const tips = repository.branches.filter(({ name }) => name === branch);
  const { main } = repository;
  const merged = main !== undefined && (await isMerged(ticket, repository, codeHost));
  return { branch, branchExists: tips.length > 0, main, merged };
}

/** Without Git on the machine nobody can look, as without a repository. */
async function repositoryOf(codeHost: CodeHost): Promise<Repository | undefined> {
  try {
    return await codeHost.repository();
  } catch (error) {
    if (error instanceof EpicError && error.code === "NOT_FOUND") return undefined;
    throw error;
  }
}

/** The one that was recorded last, else as `workflow init` names it. */
function branchOf({ ticket, evidence }: Ticket): string {
  return evidence.findLast(({ kind }) => kind === "branch")?.note ?? `feature/${ticket}`;
}

/**
 * Whether the main branch has the tip of the ticket's branch; or, since a merge may squash the branch
 * or remove it, a commit that the record of the merge names.
 */
async function isMerged(
  ticket: Ticket,
  { branches, main }: Repository,
  codeHost: CodeHost,
): Promise<boolean> {
  const branch = branchOf(ticket);
  const work = branches.filter(({ name }) => name === branch).map(({ commit }) => commit);
  const trunks = branches.filter(({ name }) => name === main).map(({ commit }) => commit);
  const since = enteredAt(ticket, "REVIEW");
  const named = ticket.evidence
    .filter(({ kind, at }) => kind === "merge" && Date.parse(at) >= since)
    .flatMap(({ note }) => note.match(/\b[0-9a-f]{7,64}\b/g) ?? []);
  for (const trunk of trunks) {
    for (const commit of [...work, ...named]) {
      if (await hasCommit(trunk, commit, codeHost)) return true;
    }
  }
  return false;
}

/** What looks like a hash in a note need not be one. */
async function hasCommit(trunk: string, commit: string, codeHost: CodeHost): Promise<boolean> {
  try {
    return await codeHost.isAncestor(commit, trunk);
  } catch (error) {
    if (error instanceof EpicError && error.code === "NOT_FOUND") return false;
    throw error;
  }
}
