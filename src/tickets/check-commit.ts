import { type CommitFault, judgeCommitMessage } from "../core/commit-message.ts";
import { ticketOfBranch } from "../core/ticket-branch.ts";
import type { CodeHost } from "../ports/code-host.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";

/** What is wrong with the message of a commit that is to be made here; undefined where nothing is. */
export async function checkCommit(
  message: string,
  { files, code }: { readonly files: TicketFiles; readonly code: CodeHost },
): Promise<CommitFault | undefined> {
  const keys = (await files.list()).map(({ place }) => place.key);
  const branch = (await code.repository())?.branch ?? "";
  const branchKey = ticketOfBranch(branch);
  return judgeCommitMessage({ message, branchKey, keys });
}
