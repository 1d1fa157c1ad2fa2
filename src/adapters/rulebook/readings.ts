import { readDescription } from "../../rulebook/detect.ts";
import type { Reading } from "../../rulebook/reading.ts";
import type { Knowledge } from "../../schema/knowledge.ts";

/** More than the epics that one process has under review at once. */
const MOST_KEPT = 8;

/** Reads each description once, however many personas ask for it. */
export function createReader(knowledge: Knowledge): (description: string) => Reading {
  const readings = new Map<string, Reading>();
  return (description) => {
    const known = readings.get(description);
    if (known) return known;
    const reading = readDescription(description, knowledge);
    const [oldest] = readings.keys();
    if (oldest !== undefined && readings.size >= MOST_KEPT) readings.delete(oldest);
    readings.set(description, reading);
    return reading;
  };
}
