import type { TicketRules } from "../schema/config.ts";
import type { Approval } from "../schema/ticket.ts";
import { quote } from "./quote.ts";
import type { Trust } from "./ticket-approval.ts";

/** What was found out about a signature; `problem` goes on after "was approved". */
export type Verified =
  | { readonly kind: "good"; readonly signer: string }
  | { readonly kind: "bad" | "unknown"; readonly problem: string };

/** What a signature stands under: all that the approval says, and of which ticket. */
export function approvalStatement(ticket: string, approval: Approval): string {
  const { document, verdict, role, hash, at, by, reason } = approval;
  const lines = [
    "epic-creator approval 1",
    `ticket: ${ticket}`,
    `document: ${document}`,
    `verdict: ${verdict}`,
    `role: ${role}`,
    `hash: ${hash}`,
    `at: ${at}`,
    `by: ${quote(by)}`,
    ...(reason === undefined ? [] : [`reason: ${quote(reason)}`]),
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * Whom to believe. A signature that is wrong is never believed; one that nobody here can verify, and
 * none at all, only where signatures are not required.
 */
export function trustBy(
  { people, requireSigned }: Pick<TicketRules, "people" | "requireSigned">,
  verified: ReadonlyMap<string, Verified>,
): Trust {
  return ({ by, role, signature, at }) => {
    const approved = `was approved by ${by} on ${at.slice(0, 10)}`;
    const found = verified.get(signature ?? "") ?? UNSIGNED;
    if (found.kind === "good") return outsider(people, role, found.signer, approved);
    if (found.kind === "bad" || requireSigned) return `${approved} ${found.problem}`;
    return outsider(people, role, by, approved);
  };
}

const UNSIGNED = { kind: "unknown", problem: "without a signature" } as const;

function outsider(people: TicketRules["people"], role: string, name: string, approved: string) {
  return mayJudge(people, role, name) ? undefined : `${approved}, and ${name} is not ${role}`;
}

/** A role for which the configuration names nobody is open to everybody. */
export function mayJudge(people: TicketRules["people"], role: string, name: string): boolean {
  const named = Object.hasOwn(people, role) ? people[role] : undefined;
  return named === undefined || named.includes(name);
}
