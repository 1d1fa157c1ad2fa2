import { oneLine } from "../reports/terminal-text.ts";

const LONGEST = 600;

/**
 * A message as one line that cannot steer the terminal: a value that it quotes may hold escape
 * sequences, line breaks, or a megabyte.
 */
export function printable(message: string): string {
  const line = oneLine(message);
  if (line.length <= LONGEST) return line;
  // Half of a character that takes two code units is no character.
  return `${line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
