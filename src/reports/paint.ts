/** What colour may say; what it looks like is the terminal's business. */
export type Mark = "strong" | "faint" | "good" | "warning" | "bad";

/** Puts a mark on a piece of a line, without changing its words. */
export type Paint = (mark: Mark, text: string) => string;

export const unpainted: Paint = (_mark, text) => text;

/** Select Graphic Rendition: what starts each mark, and what ends it. */
const SGR: Readonly<Record<Mark, readonly [number, number]>> = {
  strong: [1, 22],
  faint: [2, 22],
  good: [32, 39],
  warning: [33, 39],
  bad: [31, 39],
};

/** For a terminal that shows colour, or for none. */
export function paintFor(color: boolean): Paint {
  if (!color) return unpainted;
  return (mark, text) => {
    const [start, end] = SGR[mark];
    return `\u001B[${start}m${text}\u001B[${end}m`;
  };
}
