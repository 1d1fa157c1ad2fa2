import type { Documents, TicketPlace } from "./ticket-files.ts";

/** What the program remembers of a ticket between two plannings. */
export interface Memory {
  /** By file name: what it would have written into a document last, had nobody else written there. */
  readonly documents: Documents;
  /** Which ids it has given to what, as core/ticket-numbers.ts writes them. */
  readonly numbers: string;
}

/**
 * The memory of tickets that are there. Lost or merged by Git, it costs conflicts and no work: whatever
 * it says, what people wrote stays.
 *
 * Every method throws STORAGE_ERROR and INVALID_INPUT as TicketFiles does.
 */
export interface TicketMemory {
  /** Empty where nothing was planned yet. */
  read(place: TicketPlace): Promise<Memory>;
  /** Replaces it, documents one by one: those that are not named stay. */
  write(place: TicketPlace, memory: Memory): Promise<void>;
  /** What was planned counts no more. */
  forget(place: TicketPlace): Promise<void>;
}
