import { oneLine } from "./terminal-text.ts";

/** Characters with a meaning in some Markdown dialect, in any place of a line. */
const SPECIAL = /[\\`*~[\]{|$]/g;
/** Underscores inside a word are harmless, as in snake_case. */
const OUTER_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const ENTITY = /&(?=#\d|#x|\w+;)/gi;
/** List markers, headings, quotes, rules, and the quick actions of some trackers ("/close"). */
const AT_START = /^(?=[-+=>:/])|^(?<number>\d+)(?=[.)](?: |$))/;
const WORD_HASH = /(?<=^| )#/g;
/** Would notify whoever bears the name. An address, as in a@b.org, does not. */
const MENTION = /(?<![\w.])@(?=\w)/g;
/** An address that renderers make a link of would show the escapes around it, and invite a click. */
const ADDRESS = /:(?=\/\/)|\bwww(?=\.)/gi;

/**
 * Foreign text as inline Markdown that shows exactly these words: one line, no markup, link, HTML or
 * mention, whatever stands around it (paragraph, list item, heading, link text or table cell).
 */
export function inline(text: string): string {
  return oneLine(text)
    .replace(SPECIAL, "\\$&")
    .replace(OUTER_UNDERSCORE, "\\_")
    .replace(ENTITY, "&amp;")
    .replaceAll("<", "&lt;")
    .replace(WORD_HASH, "\\#")
    .replace(MENTION, "@&#8203;")
    .replace(ADDRESS, "$&\\")
    .replace(AT_START, "$<number>\\");
}

/** Foreign text between quotation marks. */
export function quoted(text: string): string {
  const words = inline(text);
  return words === "" ? "" : `"${words}"`;
}

/** Foreign text of many lines as a block quote that keeps its lines and nothing else. */
export function blockQuote(text: string): string {
  const lines = text
    .trim()
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map(inline);
  return lines
    .filter((line, index) => line !== "" || lines[index - 1] !== "")
    .map((line, index, kept) => quoteLine(line, kept[index + 1] ?? ""))
    .join("\n");
}

function quoteLine(line: string, next: string): string {
  if (line === "") return ">";
  return next === "" ? `> ${line}` : `> ${line}  `;
}

/** An id as code where it is a plain word, else as text. */
export function code(id: string): string {
  return /^[\w.:/-]+$/.test(id) ? `\`${id}\`` : inline(id);
}

export function heading(level: number, text: string): string {
  return `${"#".repeat(level)} ${inline(text) || "Untitled"}`;
}

export interface MarkdownColumn {
  readonly title: string;
  /** Figures go right. */
  readonly align?: "right";
}

/** Cells are Markdown already. No rows give no table. */
export function table(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return "";
  const rule = columns.map(({ align }) => (align === "right" ? "---:" : "---"));
  return [columns.map(({ title }) => title), rule, ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** Items are Markdown already; empty ones are left out. */
export function bullets(items: readonly string[]): string {
  return items
    .filter(Boolean)
    .map((item) => `- ${item}`)
    .join("\n");
}

/** "**Label:** text", or nothing where there is no text. */
export function labelled(label: string, markdown: string): string {
  return markdown === "" ? "" : `**${label}:** ${markdown}`;
}

/** A bullet with bullets below it, or nothing where there are none. */
export function nested(label: string, items: readonly string[]): string {
  return items.length === 0
    ? ""
    : [`**${label}**`, ...items.map((item) => `  - ${item}`)].join("\n");
}

/** A heading and what stands below it; nothing where that is empty. */
export function section(title: string, ...blocks: readonly string[]): string {
  const body = blocks.filter(Boolean);
  return body.length === 0 ? "" : [`## ${title}`, ...body].join("\n\n");
}
