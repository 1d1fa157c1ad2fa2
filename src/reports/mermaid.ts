import type { RoadmapPhase } from "../schema/epic.ts";
import { oneLine } from "./terminal-text.ts";
import { clip } from "./wrap.ts";

const LONGEST_LABEL = 60;
const HEAD = [
  "gantt",
  "  title Working days from the start",
  "  dateFormat x",
  "  axisFormat %Q",
  "  todayMarker off",
];

/**
 * The phases as a Mermaid Gantt chart in a fence; nothing where no phase takes time. Mermaid knows
 * dates only, so that a working day is written as a millisecond: the axis then counts days from 0.
 */
export function roadmapChart(phases: readonly RoadmapPhase[]): string {
  const bars = phases.flatMap((phase, index) => {
    const [start, end] = [Math.round(phase.startDay), Math.round(phase.endDay)];
    return end > start
      ? [`  ${index + 1}. ${label(phase.title)} :phase${index + 1}, ${start}, ${end}`]
      : [];
  });
  if (bars.length === 0) return "";
  return ["```mermaid", ...HEAD, ...bars, "```"].join("\n");
}

/** Only characters that Mermaid's grammar gives no meaning to. */
function label(title: string): string {
  const plain = oneLine(title)
    .replaceAll("&", " and ")
    .replaceAll(/[^\p{L}\p{M}\p{N} .,()'+/-]+/gu, " ")
    .replaceAll(/ {2,}/g, " ")
    .trim();
  return clip(plain, LONGEST_LABEL) || "Phase";
}
