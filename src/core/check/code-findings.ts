import type { Link } from "../../schema/ticket.ts";
import { hasSymbol, linkText } from "../code-link.ts";
import { branchOf, ticketOfBranch } from "../ticket-branch.ts";
import type { CheckedTicket } from "./checked-ticket.ts";
import { type Finding, hasReached } from "./finding.ts";

/** What became of the code behind a link. */
export interface LinkFacts {
  readonly link: Link;
  /** What lies there now; `text` where it is a file of text. */
  readonly found:
    | { readonly kind: "file"; readonly text?: string }
    | { readonly kind: "folder" }
    | { readonly kind: "refused"; readonly problem: string }
    | { readonly kind: "gone"; readonly movedTo?: string };
  /** Lines that came and went since the documents were last agreed on. */
  readonly changedLines: number;
}

export function linkFindings(
  { ticket, path }: CheckedTicket,
  facts: readonly LinkFacts[],
): readonly Finding[] {
  const key = ticket.ticket;
  const base = { ticket: key, path: `${path}/README.md` };
  return facts.flatMap(({ link, found }): Finding[] => {
    const name = linkText(link);
    if (found.kind === "refused") {
      const message = `The linked ${link.path} ${found.problem}`;
      return [{ ...base, rule: "missing-code", level: "error", message, hint: relink(key) }];
    }
    if (found.kind === "gone") return [gone(key, link, base, found.movedTo)];
    if (found.kind === "folder" || link.symbol === undefined) return [];
    if (found.text === undefined || hasSymbol(found.text, link.symbol)) return [];
    const message = `The linked ${name} is not there: ${link.path} has no ${link.symbol}`;
    return [{ ...base, rule: "missing-symbol", level: "warning", message, hint: relink(key) }];
  });
}

function gone(
  key: string,
  { path, requirement }: Link,
  base: Pick<Finding, "ticket" | "path">,
  movedTo: string | undefined,
): Finding {
  if (movedTo === undefined) {
    const message = `The linked ${path} is not there any more`;
    const hint = `workflow unlink ${key} ${path} takes the link out`;
    return { ...base, rule: "missing-code", level: "error", message, hint };
  }
  const what = requirement === undefined ? "" : ` --requirement ${requirement}`;
  const message = `The linked ${path} has moved to ${movedTo}`;
  const hint = `workflow unlink ${key} ${path}${what} && workflow link ${key} ${movedTo}${what}`;
  return { ...base, rule: "moved-code", level: "warning", message, hint };
}

function relink(key: string): string {
  return `link what is there now with workflow link ${key}, and take the old link out`;
}

/**
 * Told once for a ticket, and only where more than `threshold` lines changed: small corrections need
 * no other documents.
 */
export function driftFindings(
  { ticket, path }: CheckedTicket,
  facts: readonly LinkFacts[],
  threshold: number,
): readonly Finding[] {
  const changed = facts.filter(({ changedLines }) => changedLines > 0);
  // Two links into one file are one change.
  const lines = new Map(changed.map(({ link, changedLines }) => [link.path, changedLines]));
  const total = [...lines.values()].reduce((sum, count) => sum + count, 0);
  if (total <= threshold) return [];
  const [first = "", ...rest] = lines.keys();
  const where = rest.length === 0 ? first : `${first} and ${rest.length} more`;
  return [
    {
      rule: "code-drift",
      level: hasReached(ticket.state, "REVIEW") ? "warning" : "note",
      ticket: ticket.ticket,
      path: `${path}/SYSTEM_DESIGN.md`,
      message: `${total} lines of linked code changed since the documents were agreed on, in ${where}`,
      hint: `renew the documents and have them approved; where they still hold, workflow link ${ticket.ticket} ${[...lines.keys()].join(" ")}`,
    },
  ];
}

/** Branches that name an open ticket in another way than all others do. */
export function branchFindings(
  { ticket, path }: CheckedTicket,
  branches: readonly string[],
): readonly Finding[] {
  if (hasReached(ticket.state, "COMPLETE")) return [];
  const key = ticket.ticket;
  const pattern = new RegExp(`(?<![A-Za-z0-9])${key}(?![A-Za-z0-9])`, "i");
  const strange = branches.filter((name) => pattern.test(name) && ticketOfBranch(name) !== key);
  return [...new Set(strange)].map((name): Finding => {
    const message = `The branch ${name} is not called after its ticket`;
    const hint = `git branch -m ${name} ${branchOf(key)}`;
    const level = "warning";
    return { rule: "branch-name", level, ticket: key, path: `${path}/README.md`, message, hint };
  });
}
