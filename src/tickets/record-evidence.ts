import { EpicError } from "../core/errors.ts";
import type { EvidenceKind, Ticket } from "../schema/ticket.ts";
import { TITLE_LENGTH } from "../schema/ticket.ts";
import { findTicket } from "./find-ticket.ts";
import type { TicketParts } from "./read-ground.ts";
import { saveChange } from "./save-change.ts";

export interface RecordRequest {
  readonly key: string;
  readonly kind: EvidenceKind;
  /** A link or a name that lets others look it up. */
  readonly note: string;
  readonly author: string;
}

/** Notes what happened outside the documents. Throws INVALID_INPUT for a note that is none; and as findTicket does. */
export async function recordEvidence(
  { key, kind, note, author }: RecordRequest,
  { files, clock }: Pick<TicketParts, "files" | "clock">,
): Promise<Ticket> {
  if (note.trim() === "" || note.length > TITLE_LENGTH) {
    const message = `The note must have 1 to ${TITLE_LENGTH} characters, and this has ${note.trim().length}`;
    throw new EpicError("INVALID_INPUT", message, {
      hint: "give a link or a name that lets others look it up",
    });
  }
  const found = await findTicket(key, files);
  const at = new Date(clock.now()).toISOString();
  return await saveChange(found, { evidence: [{ kind, note, at, by: author }] }, files);
}
