import type { Ticket } from "../../schema/ticket.ts";

/** What a check looks at. */
export interface CheckedTicket {
  readonly ticket: Ticket;
  /** Of its folder, relative to the project. */
  readonly path: string;
  /** By file name. */
  readonly texts: Readonly<Record<string, string | undefined>>;
}
