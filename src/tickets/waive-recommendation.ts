import { EpicError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import { isInForce } from "../core/ticket-waiver.ts";
import { type Ticket, TITLE_LENGTH, type Waiver, waiverSchema } from "../schema/ticket.ts";
import { findTicket } from "./find-ticket.ts";
import type { TicketParts } from "./read-ground.ts";
import { saveChange } from "./save-change.ts";

export interface WaiveRequest {
  readonly key: string;
  /** Id of a blocking recommendation of the ticket's epic. */
  readonly recommendation: string;
  readonly reason: string;
  /** The last day on which the waiver holds, as in 2026-12-31. */
  readonly until: string;
  readonly author: string;
}

/**
 * Notes that somebody answers for leaving a blocking recommendation open until a day. Throws
 * NOT_FOUND for one that does not block the ticket, INVALID_INPUT for a day that is past or none, or
 * a reason that is empty or too long; and as findTicket does.
 */
export async function waiveRecommendation(
  { key, recommendation, reason, until, author }: WaiveRequest,
  { files, clock }: Pick<TicketParts, "files" | "clock">,
): Promise<Ticket> {
  const now = clock.now();
  const waiver = { recommendation, reason, until, at: new Date(now).toISOString(), by: author };
  checkWaiver(waiver, now);
  const found = await findTicket(key, files);
  const { ticket, blocking } = found.ticket;
  if (!blocking.includes(recommendation)) {
    const others = blocking.length === 0 ? "nothing blocks it" : `these do: ${blocking.join(", ")}`;
    throw new EpicError("NOT_FOUND", `${recommendation} does not block ${ticket}`, {
      hint: didYouMean(recommendation, blocking) ?? others,
    });
  }
  return await saveChange(found, { waivers: [waiver] }, files);
}

function checkWaiver(waiver: Waiver, now: number): void {
  const { until, reason } = waiver;
  if (!waiverSchema.shape.until.safeParse(until).success) {
    throw new EpicError("INVALID_INPUT", `${JSON.stringify(until)} is not a day`, {
      hint: "write it as in --until 2027-03-31",
    });
  }
  if (!isInForce(waiver, now)) {
    throw new EpicError("INVALID_INPUT", `A waiver until ${until} has ended before it begins`, {
      hint: "name a day to come: it holds up to its end, and then the recommendation blocks again",
    });
  }
  if (reason.trim() === "" || reason.length > TITLE_LENGTH) {
    const message = `The reason must have 1 to ${TITLE_LENGTH} characters, and this has ${reason.trim().length}`;
    throw new EpicError("INVALID_INPUT", message, { hint: "say why it can wait, in a sentence" });
  }
}
