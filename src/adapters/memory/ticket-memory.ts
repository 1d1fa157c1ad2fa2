import { ticketPath } from "../../core/ticket-path.ts";
import type { Memory, TicketMemory } from "../../ports/ticket-memory.ts";

const NOTHING: Memory = { documents: {}, numbers: "" };

/** Memories that last as long as the process. */
export function memoryTicketMemory(): TicketMemory {
  const memories = new Map<string, Memory>();
  return {
    async read(place) {
      return memories.get(ticketPath(place)) ?? NOTHING;
    },
    async write(place, { documents, numbers }) {
      const path = ticketPath(place);
      const before = memories.get(path) ?? NOTHING;
      memories.set(path, { documents: { ...before.documents, ...documents }, numbers });
    },
    async forget(place) {
      memories.delete(ticketPath(place));
    },
  };
}
