import type { Ticket, Waiver } from "../schema/ticket.ts";
import type { TicketTexts } from "./ticket-open.ts";

/** Whether a waiver holds on the day of `now`, its last day included. */
export function isInForce({ until }: Waiver, now: number): boolean {
  return new Date(now).toISOString().slice(0, 10) <= until;
}

/** The waiver of a recommendation that was given last, whether or not it still holds. */
export function waiverOf(
  { waivers }: Pick<Ticket, "waivers">,
  recommendation: string,
): Waiver | undefined {
  const own = waivers.filter((waiver) => waiver.recommendation === recommendation);
  return own.toReversed().toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
}

const ANSWERED_IN = ["FEATURE_REQUIREMENTS.md", "SYSTEM_DESIGN.md", "IMPLEMENTATION_PLAN.md"];

/**
 * What is wrong with each blocking recommendation that no document speaks of and that nobody answers
 * for, a phrase each. The documents name a recommendation as code, as in `sec-pci`.
 */
export function openBlockers(ticket: Ticket, texts: TicketTexts, now: number): readonly string[] {
  const written = ANSWERED_IN.map((name) => texts[name] ?? "").join("\n");
  return ticket.blocking.flatMap((id) => {
    if (written.includes(`\`${id}\``)) return [];
    const waiver = waiverOf(ticket, id);
    if (!waiver) return `${id} blocks, and no document names it`;
    if (isInForce(waiver, now)) return [];
    return `${id} blocks: the waiver by ${waiver.by} ended with ${waiver.until}`;
  });
}
