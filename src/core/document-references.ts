import type { DocumentLine } from "./document-lines.ts";

/** Where a document points to within the repository. */
export interface Reference {
  readonly line: number;
  /** As it is written. */
  readonly target: string;
  /** Relative to the document; empty where it points into itself. */
  readonly path: string;
  /** Without `#`; absent where there is none. */
  readonly anchor?: string;
}

const CODE = /(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g;
const LINK = /\]\(\s*(<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g;
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/)/i;

/** The relative links of a document; none of those to elsewhere, and none that are shown as code. */
export function readReferences(lines: readonly DocumentLine[]): readonly Reference[] {
  return lines.flatMap(({ line, text }) => {
    if (!text.includes("](")) return [];
    const seen = text.replaceAll(CODE, (code) => "`".repeat(code.length));
    return [...seen.matchAll(LINK)].flatMap((match) => {
      const target = String(match[1]).replaceAll(/^<|>$/g, "");
      if (target === "" || ELSEWHERE.test(target)) return [];
      const hash = target.indexOf("#");
      const way = hash === -1 ? target : target.slice(0, hash);
      const reference = { line, target, path: decode(way.replace(/\?.*$/, "")) };
      return [hash === -1 ? reference : { ...reference, anchor: decode(target.slice(hash + 1)) }];
    });
  });
}

/** The ids that GitHub gives to the headings of a document. */
export function anchorsOf(lines: readonly DocumentLine[]): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const { text } of lines) {
    if (!/^ {0,3}#|<a /.test(text)) continue;
    const [, title] = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(text) ?? [];
    for (const [, id = ""] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
    if (title === undefined) continue;
    const slug = slugOf(title);
    let anchor = slug;
    for (let index = 1; anchors.has(anchor); index += 1) anchor = `${slug}-${index}`;
    anchors.add(anchor);
  }
  return anchors;
}

function slugOf(title: string): string {
  return title
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
