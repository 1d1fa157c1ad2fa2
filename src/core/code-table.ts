import type { Link } from "../schema/ticket.ts";
import { isTestPath, linkText } from "./code-link.ts";
import { cellsOf } from "./document-lines.ts";

export interface CodeTableChange {
  /** Folder of the ticket, from the top of the repository or the project. */
  readonly from: string;
  readonly before: readonly Link[];
  readonly after: readonly Link[];
}

const REGION = /(<!-- region: code -->[ \t]*\r?\n)([\s\S]*?)(<!-- endregion -->)/;
const FILL = { code: "[[fill: link to the code]]", tests: "[[fill: link to its tests]]" };

/**
 * The README with the links in its table of code: a row for each requirement. Only cells that were
 * made of links, or are still to be filled, are made anew; what people wrote in others stays.
 */
export function updateCodeTable(readme: string, change: CodeTableChange): string {
  return readme.replace(REGION, (whole, start: string, body: string, end: string) => {
    const ending = start.endsWith("\r\n") ? "\r\n" : "\n";
    const lines = body.split(/\r?\n/).filter((line) => line !== "");
    const rows = lines.map(cellsOf);
    // Somebody has made something else of it.
    if (rows.some((cells) => cells.length !== 3)) return whole;
    return [start, ...tableLines(rows, change).map((line) => line + ending), end].join("");
  });
}

type Row = readonly string[];

function tableLines(rows: readonly Row[], change: CodeTableChange): readonly string[] {
  const [title = [], rule = [], ...members] = rows;
  const known = new Set(members.map(([id]) => id));
  const linked = change.after.map(subjectOf).filter((id) => !known.has(id));
  const added = [...new Set(linked)].map((id): Row => [id, "[[fill:", "[[fill:"]);
  const changed = [...members, ...added].map((row) => updateRow(row, change));
  const kept = changed.filter(([id, code, tests]) => id !== WHOLE || code !== "" || tests !== "");
  return [title, rule, ...kept].map((cells) => `| ${cells.join(" | ")} |`);
}

/** Where a link names no requirement. */
const WHOLE = "The ticket";

function subjectOf({ requirement }: Link): string {
  return requirement ?? WHOLE;
}

function updateRow([id = "", code = "", tests = ""]: Row, change: CodeTableChange): Row {
  const cell = (links: readonly Link[], kind: keyof typeof FILL) => {
    const own = links.filter(
      (link) => subjectOf(link) === id && isTestPath(link.path) === (kind === "tests"),
    );
    if (own.length > 0) return own.map((link) => markdownLink(link, change)).join(", ");
    return id === WHOLE ? "" : FILL[kind];
  };
  const renew = (text: string, kind: keyof typeof FILL) =>
    text === cell(change.before, kind) || text.startsWith("[[fill:")
      ? cell(change.after, kind)
      : text;
  return [id, renew(code, "code"), renew(tests, "tests")];
}

/** Relative to the ticket, so that every viewer of the repository can follow it. */
function markdownLink(link: Link, { from }: CodeTableChange): string {
  const up = from.split("/").map(() => "..");
  const way = [...up, ...link.path.split("/").map(encodeName)].join("/");
  return `[\`${linkText(link).replaceAll(/[`|\r\n]/g, " ")}\`](${way})`;
}

/** Parentheses would end the link. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll("(", "%28").replaceAll(")", "%29");
}
