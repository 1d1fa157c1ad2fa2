import { namesWord } from "./names-word.ts";
import { didYouMean } from "./suggest.ts";

export interface CommitJudgement {
  readonly message: string;
  /** Of the ticket that the branch is for. */
  readonly branchKey: string | undefined;
  /** Of all tickets. */
  readonly keys: readonly string[];
}

/** What is wrong with a commit message. */
export interface CommitFault {
  readonly problem: string;
  readonly hint: string;
}

/** Merges, reverts and what will be folded into another commit have their message from Git. */
const BY_GIT = /^(?:Merge |Revert "|fixup! |squash! |amend! )/;
const SCISSORS = /^# -+ >8 -+$/m;
const KEY = /(?<![\p{L}\p{N}_-])[A-Z][A-Z0-9]+-[0-9]+(?![\p{L}\p{N}_-])/gu;

/**
 * On the branch of a ticket, a commit names it. Anywhere, what looks like the key of a ticket of this
 * project is one. Undefined where nothing is wrong.
 */
export function judgeCommitMessage({
  message,
  branchKey,
  keys,
}: CommitJudgement): CommitFault | undefined {
  const [said = ""] = message.split(SCISSORS);
  const text = said.replaceAll(/^#.*$/gm, "").trim();
  // Git itself refuses an empty message.
  if (text === "" || BY_GIT.test(text)) return undefined;
  const known = new Set(keys);
  const prefixes = new Set(keys.map(prefixOf));
  const unknown = text.match(KEY)?.find((key) => !known.has(key) && prefixes.has(prefixOf(key)));
  if (unknown !== undefined) {
    const problem = `The commit names ${unknown}, and there is no such ticket`;
    return { problem, hint: didYouMean(unknown, keys) ?? `open it with workflow init ${unknown}` };
  }
  if (branchKey === undefined || namesWord(text, branchKey)) return undefined;
  return {
    problem: `The commit does not name ${branchKey}, the ticket of this branch`,
    hint: `begin the message with "${branchKey}: "`,
  };
}

function prefixOf(key: string): string {
  return key.slice(0, key.indexOf("-"));
}
