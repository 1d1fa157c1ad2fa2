import { EpicError } from "../core/errors.ts";
import { branchOf } from "../core/ticket-branch.ts";
import type { Clock } from "../ports/clock.ts";
import type { CodeHost } from "../ports/code-host.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { Ticket } from "../schema/ticket.ts";
import { findTicket } from "./find-ticket.ts";
import { saveChange } from "./save-change.ts";

export interface BranchResult {
  readonly ticket: Ticket;
  readonly branch: string;
  /** False where it was checked out already. */
  readonly started: boolean;
}

/**
 * Checks out the branch of a ticket, new, and notes it as evidence. Throws INVALID_INPUT where the
 * branch is somewhere already, NOT_FOUND outside of a repository, and as findTicket does.
 */
export async function startTicketBranch(
  { key, author }: { readonly key: string; readonly author: string },
  parts: { readonly files: TicketFiles; readonly clock: Clock; readonly code: CodeHost },
): Promise<BranchResult> {
  const found = await findTicket(key, parts.files);
  const repository = await parts.code.repository();
  if (!repository) {
    throw new EpicError("NOT_FOUND", `${found.path} is in no Git repository`, {
      hint: "begin one with git init",
    });
  }
  const branch = branchOf(found.ticket.ticket);
  const started = repository.branch !== branch;
  const other = repository.branches.find(({ name }) => name === branch);
  if (started && other) {
    const where = other.remote === undefined ? "" : ` on ${other.remote}`;
    throw new EpicError("INVALID_INPUT", `The branch ${branch} already exists${where}`, {
      hint: `check it out with git checkout ${branch}`,
    });
  }
  if (started) await parts.code.startBranch(branch);
  const isNoted = found.ticket.evidence.some(
    ({ kind, note }) => kind === "branch" && note === branch,
  );
  if (isNoted) return { ticket: found.ticket, branch, started };
  const at = new Date(parts.clock.now()).toISOString();
  const evidence = [{ kind: "branch" as const, note: branch, at, by: author }];
  return { ticket: await saveChange(found, { evidence }, parts.files), branch, started };
}
