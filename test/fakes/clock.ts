import type { Clock } from "../../src/ports/clock.ts";

export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
}

/** Stands still unless told to move. */
export function fakeClock(start = Date.UTC(2026, 10, 20, 9)): FakeClock {
  let time = start;
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}
