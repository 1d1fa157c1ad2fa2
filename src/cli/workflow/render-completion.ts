import type { Completion } from "../../app/ticket-code.ts";
import { count } from "../../reports/words.ts";
import type { Ticket } from "../../schema/ticket.ts";

export function renderCompletion(key: string, completion: Completion): string {
  const { path, changed, commits, requirements, open } = completion;
  const { yes, partly, no } = requirements;
  const lines = [
    `${changed ? "Wrote" : "Nothing new for"} ${path}`,
    `  ${count(commits, "commit")}; requirements: ${yes} met, ${partly} in part, ${no} not`,
    open === 0
      ? `Next: workflow advance ${key} --to COMPLETE`
      : `Next: fill the ${open === 1 ? "place" : `${open} places`} that only people can, then workflow advance ${key} --to COMPLETE`,
  ];
  return lines.map((line) => `${line}\n`).join("");
}

export function renderArchived({ ticket, state }: Ticket): string {
  return `${ticket} is ${state}; workflow search finds what was learnt\n`;
}
