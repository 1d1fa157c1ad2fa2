import { approvalStatement, trustBy, type Verified } from "../core/approval-trust.ts";
import { approvalSteps, type Trust } from "../core/ticket-approval.ts";
import type { Ground } from "../core/ticket-evidence.ts";
import type { Clock } from "../ports/clock.ts";
import type { CodeHost } from "../ports/code-host.ts";
import type { Signatures } from "../ports/signatures.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { TicketRules } from "../schema/config.ts";
import type { Ticket, TicketState } from "../schema/ticket.ts";
import { readCodeFacts } from "./read-code-facts.ts";

/** What the use-cases that judge a ticket need. */
export interface TicketParts {
  readonly files: TicketFiles;
  readonly clock: Clock;
  /** Of a team, or of the tickets without one. */
  readonly rules: (team: string | undefined) => TicketRules;
  readonly signatures: Signatures;
  readonly codeHost: CodeHost;
}

/** All that a judgement about the ticket rests on, looked up now. */
export async function readGround(
  ticket: Ticket,
  { clock, rules, signatures, codeHost }: Omit<TicketParts, "files">,
): Promise<Ground> {
  const own = rules(ticket.team);
  return {
    steps: approvalSteps(own.approvals),
    trust: await readTrust(ticket, own, signatures),
    now: clock.now(),
    code: ASKS_THE_CODE.has(ticket.state) ? await readCodeFacts(ticket, codeHost) : undefined,
  };
}

/** From these a step needs a branch or a merge; before and after, Git is not started. */
const ASKS_THE_CODE: ReadonlySet<TicketState> = new Set(["APPROVED", "REVIEW"]);

async function readTrust(
  { ticket, approvals }: Ticket,
  rules: TicketRules,
  signatures: Signatures,
): Promise<Trust> {
  const verified = new Map<string, Verified>();
  for (const approval of approvals) {
    const { signature, at } = approval;
    if (signature === undefined) continue;
    const statement = approvalStatement(ticket, approval);
    const found = await signatures.verify({ statement, signature, at });
    const problem = found.kind === "good" ? "" : `with a signature that ${found.problem}`;
    verified.set(signature, found.kind === "good" ? found : { kind: found.kind, problem });
  }
  return trustBy(rules, verified);
}
