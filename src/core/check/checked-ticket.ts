import type { Ticket } from "../../schema/ticket.ts";
import { type DocumentLine, documentLines } from "../document-lines.ts";

/** What a check looks at. */
export interface CheckedTicket {
  readonly ticket: Ticket;
  /** Of its folder, relative to the project. */
  readonly path: string;
  /** By file name. */
  readonly texts: Readonly<Record<string, string | undefined>>;
  /** The same as lines, read once for all that look at them. */
  readonly lines: Readonly<Record<string, readonly DocumentLine[] | undefined>>;
}

export function toBeChecked<T extends Omit<CheckedTicket, "lines">>(
  ticket: T,
): T & Pick<CheckedTicket, "lines"> {
  const lines: Record<string, readonly DocumentLine[]> = {};
  for (const [name, text] of Object.entries(ticket.texts)) {
    if (text !== undefined) lines[name] = documentLines(text);
  }
  return { ...ticket, lines };
}
