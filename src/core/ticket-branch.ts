/** The branch on which a ticket is worked on. */
export function branchOf(key: string): string {
  return `feature/${key}`;
}

/** The ticket that a branch is for, whatever words follow its key. */
export function ticketOfBranch(branch: string): string | undefined {
  return /^feature\/([A-Z][A-Z0-9]+-[A-Z0-9]+)(?![A-Za-z0-9])/.exec(branch)?.[1];
}
