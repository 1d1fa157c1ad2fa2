import { dueTurn } from "../core/turn.ts";
import type { Priority } from "../schema/vocabulary.ts";

interface Queued {
  readonly priority: Priority;
}

export interface RequestQueue<T extends Queued> {
  /** Resolves when there is room: whoever puts faster than others take has to wait. */
  put(item: T): Promise<void>;
  /** The one that is due first; undefined once the queue is closed and empty. */
  take(): Promise<T | undefined>;
  /** Nothing more is put. */
  close(): void;
  readonly waiting: () => number;
}

interface Place<T> {
  readonly item: T;
  readonly due: number;
}

/** Holds at most `depth` requests, between one that puts and several that take. */
export function openRequestQueue<T extends Queued>(depth: number): RequestQueue<T> {
  const places: Place<T>[] = [];
  let taken = 0;
  let closed = false;
  // Woken by every change, to look again.
  let wake: (() => void)[] = [];

  const changed = () => {
    const sleeping = wake;
    wake = [];
    for (const each of sleeping) each();
  };
  const change = () => new Promise<void>((resolve) => wake.push(resolve));

  return {
    async put(item) {
      while (places.length >= depth) await change();
      const due = dueTurn(item.priority, taken);
      // Behind all that are due before it or with it: those came earlier.
      const at = places.findIndex((place) => place.due > due);
      places.splice(at === -1 ? places.length : at, 0, { item, due });
      changed();
    },
    async take() {
      for (;;) {
        const place = places.shift();
        if (place !== undefined) {
          taken += 1;
          changed();
          return place.item;
        }
        if (closed) return undefined;
        await change();
      }
    },
    close() {
      closed = true;
      changed();
    },
    waiting: () => places.length,
  };
}
