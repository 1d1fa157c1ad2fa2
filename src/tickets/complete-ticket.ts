import { hasReached } from "../core/check/finding.ts";
import { requirementOutcomes } from "../core/completion.ts";
import { EpicError } from "../core/errors.ts";
import { writeFacts } from "../core/facts-region.ts";
import { countOpen } from "../core/ticket-open.ts";
import type { CodeHost } from "../ports/code-host.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import { readWork } from "./completion-facts.ts";
import { summaryFacts } from "./documents/summary-facts.ts";
import { findTicket } from "./find-ticket.ts";

export interface Completion {
  /** Relative to the project. */
  readonly path: string;
  readonly changed: boolean;
  readonly commits: number;
  readonly requirements: { readonly yes: number; readonly partly: number; readonly no: number };
  /** Places that only people can fill. */
  readonly open: number;
}

const SUMMARY = "COMPLETION_SUMMARY.md";

/**
 * Puts into the completion summary what Git, the record and the other documents tell. What people
 * wrote stays. Throws ILLEGAL_TRANSITION before the work has begun, and as findTicket does.
 */
export async function completeTicket(
  key: string,
  { files, codeHost }: { readonly files: TicketFiles; readonly codeHost: CodeHost },
): Promise<Completion> {
  const found = await findTicket(key, files);
  const { ticket, texts, path } = found;
  if (!hasReached(ticket.state, "IN_PROGRESS") || ticket.state === "ARCHIVED") {
    const problem = `${ticket.ticket} is ${ticket.state}: there is nothing to sum up`;
    throw new EpicError("ILLEGAL_TRANSITION", problem, {
      hint: `workflow show ${ticket.ticket} says what comes first`,
    });
  }
  const before = texts[SUMMARY];
  if (before === undefined) {
    throw new EpicError("NOT_FOUND", `${path}/${SUMMARY} is missing`, {
      hint: "take it back from Git",
    });
  }
  const work = await readWork(found, codeHost);
  const facts = Object.entries(summaryFacts({ ticket, texts, work }));
  const after = facts.reduce((text, [name, fact]) => writeFacts(text, name, fact), before);
  if (after !== before) await files.update(found.place, SUMMARY, { before, after });
  const outcomes = requirementOutcomes(texts["FEATURE_REQUIREMENTS.md"] ?? "", ticket);
  const met = (wanted: string) => outcomes.filter((outcome) => outcome.met === wanted).length;
  return {
    path: `${path}/${SUMMARY}`,
    changed: after !== before,
    commits: work.commits.length,
    requirements: { yes: met("yes"), partly: met("partly"), no: met("no") },
    open: countOpen(after),
  };
}
