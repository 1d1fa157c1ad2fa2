import { documentLines } from "./document-lines.ts";

/** What stands below a heading, up to the next of any level; empty where it is not there. */
export function sectionOf(document: string, title: string): string {
  const lines = documentLines(document).map(({ text }) => text);
  const start = lines.findIndex((line) => line.replace(/^#+ +/, "").trim() === title);
  if (start === -1) return "";
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#{1,6} /.test(line));
  return rest
    .slice(0, end === -1 ? undefined : end)
    .join("\n")
    .trim();
}
