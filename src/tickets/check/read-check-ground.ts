import { branchOf } from "../../core/ticket-branch.ts";
import type { CodeFacts } from "../../core/ticket-code.ts";
import type { Ground } from "../../core/ticket-evidence.ts";
import type { Repository } from "../../ports/code-host.ts";
import type { Ticket } from "../../schema/ticket.ts";
import { readGround, type TicketParts } from "../read-ground.ts";

/** As for a step, but with what is known of the repository already: Git is not asked for each ticket. */
export async function readCheckGround(
  ticket: Ticket,
  parts: TicketParts,
  repository: Repository | undefined,
): Promise<Ground> {
  const codeHost = { ...parts.codeHost, repository: async () => undefined };
  const ground = await readGround(ticket, { ...parts, codeHost });
  // The work began on a branch; later states rest on what was recorded of its merge.
  const isWorkedOn = repository !== undefined && ticket.state === "IN_PROGRESS";
  return isWorkedOn ? { ...ground, code: branchFacts(ticket, repository) } : ground;
}

/** A branch that was recorded counts as well: a clone need not have all of them. */
function branchFacts({ ticket, evidence }: Ticket, { branches, main }: Repository): CodeFacts {
  const branch = branchOf(ticket);
  const isRecorded = evidence.some(({ kind }) => kind === "branch");
  const branchExists = isRecorded || branches.some(({ name }) => name === branch);
  return { branch, branchExists, main, merged: true };
}
