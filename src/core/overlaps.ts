import { cellsOf, documentLines } from "./document-lines.ts";

/** What an open ticket has a hand in. */
export interface Reach {
  readonly key: string;
  /** Files and folders of the code, linked or changed on its branch. */
  readonly paths: readonly string[];
  /** What requirements are the same by: their source in an epic, else their words. */
  readonly requirements: readonly string[];
}

/** Two tickets that get into each other's way. */
export interface Overlap {
  readonly tickets: readonly [string, string];
  readonly paths: readonly string[];
  readonly requirements: readonly string[];
}

/** Every pair once, those with the most in common first. */
export function findOverlaps(reaches: readonly Reach[]): readonly Overlap[] {
  const pairs = reaches.flatMap((one, index) =>
    reaches.slice(index + 1).flatMap((other): Overlap[] => {
      const paths = commonPaths(one.paths, other.paths);
      const requirements = one.requirements.filter((name) => other.requirements.includes(name));
      if (paths.length === 0 && requirements.length === 0) return [];
      return [{ tickets: [one.key, other.key], paths, requirements: [...new Set(requirements)] }];
    }),
  );
  return pairs.toSorted((a, b) => weightOf(b) - weightOf(a));
}

function weightOf({ paths, requirements }: Overlap): number {
  return paths.length + requirements.length;
}

/** The narrower of two paths, where one lies in the other. */
function commonPaths(own: readonly string[], others: readonly string[]): readonly string[] {
  const common = own.flatMap((path) =>
    others.flatMap((other) => {
      if (path === other || path.startsWith(`${other}/`)) return [path];
      return other.startsWith(`${path}/`) ? [other] : [];
    }),
  );
  return [...new Set(common)].toSorted((a, b) => (a < b ? -1 : 1));
}

/** Rows that begin with the id of a requirement: what they come from, as code, or what they say. */
export function requirementSources(document: string): readonly string[] {
  return documentLines(document).flatMap(({ text }) => {
    const [id = "", ...cells] = cellsOf(text);
    if (!/^(?:FR|BR|IR|NFR)-\d+$/.test(id)) return [];
    const source = /^`([^`]+)`/.exec(cells.at(-1) ?? "")?.[1];
    const said = (cells[id.startsWith("NFR-") ? 1 : 0] ?? "")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ");
    const words = said.trim();
    return source ?? (words === "" || words.startsWith("fill ") ? [] : words);
  });
}
