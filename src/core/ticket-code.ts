/** What the repository says of the work on a ticket. */
export interface CodeFacts {
  /** The name that the ticket's branch has, or should have. */
  readonly branch: string;
  readonly branchExists: boolean;
  /** What work is merged into; absent where no branch has a usual name for that. */
  readonly main: string | undefined;
  readonly merged: boolean;
}

/** What the repository lacks of a branch, a phrase; nothing where it is there. */
export function missingBranch({ branch, branchExists }: CodeFacts): readonly string[] {
  return branchExists ? [] : [`there is no branch ${branch} in Git`];
}

/** Why the repository does not bear out a merge, a phrase; nothing where it does. */
export function missingMerge({ branch, main, merged }: CodeFacts): readonly string[] {
  if (merged) return [];
  if (main === undefined) return ["Git knows no main branch that the work could be merged into"];
  return [`${main} has neither the last commit of ${branch} nor a commit that the merge names`];
}
