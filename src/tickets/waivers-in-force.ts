import { EpicError } from "../core/errors.ts";
import { isInForce, waiverOf } from "../core/ticket-waiver.ts";
import type { Waiver } from "../schema/ticket.ts";
import { findTicket } from "./find-ticket.ts";
import type { TicketParts } from "./read-ground.ts";

/** What a ticket lets wait today. A ticket that is not there lets nothing wait. Throws as findTicket does. */
export async function waiversInForce(
  key: string,
  { files, clock }: Pick<TicketParts, "files" | "clock">,
): Promise<readonly Waiver[]> {
  try {
    const { ticket } = await findTicket(key, files);
    const ids = new Set(ticket.waivers.map(({ recommendation }) => recommendation));
    return [...ids].flatMap((id) => {
      const waiver = waiverOf(ticket, id);
      return waiver && isInForce(waiver, clock.now()) ? waiver : [];
    });
  } catch (error) {
    if (error instanceof EpicError && error.code === "NOT_FOUND") return [];
    throw error;
  }
}
