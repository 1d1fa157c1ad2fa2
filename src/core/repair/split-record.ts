/** A README whose record cannot be read, taken apart. Lines have no endings. */
export interface SplitReadme {
  /** The lines of the record, of both sides where Git could not merge it. */
  readonly record: readonly string[];
  readonly body: readonly string[];
  /** What was found wrong, sentences. */
  readonly notes: readonly string[];
}

const FENCE = /^---\s*$/;
const MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/;
const RECORD_LINE = /^(?:[A-Za-z_][\w-]*:(?:\s|$)|\s+\S|-\s|#)/;

export function splitReadme(text: string): SplitReadme {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const start = lines.findIndex((line) => !MARKER.test(line) && line.trim() !== "");
  if (!FENCE.test(lines[start] ?? "")) {
    return { record: [], body: lines, notes: ["There was no record at the top."] };
  }
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => FENCE.test(line));
  const stop = end === -1 ? endOfRecord(rest) : end;
  const raw = rest.slice(0, stop);
  const notes = [
    ...(end === -1 ? ["The line --- that ends the record was missing."] : []),
    ...(raw.some((line) => MARKER.test(line)) ? ["Git had left both sides of a merge."] : []),
  ];
  const body = rest.slice(end === -1 ? stop : stop + 1);
  return { record: withoutMarkers(raw), body, notes };
}

/** Where nothing ends the record: its first line that belongs to none. */
function endOfRecord(lines: readonly string[]): number {
  const end = lines.findIndex((line) => !RECORD_LINE.test(line) && !MARKER.test(line));
  return end === -1 ? lines.length : end;
}

/** Both sides, and not what they came from, which Git shows between ||||||| and =======. */
function withoutMarkers(lines: readonly string[]): readonly string[] {
  let inOrigin = false;
  return lines.filter((line) => {
    if (!MARKER.test(line)) return !inOrigin;
    inOrigin = line.startsWith("|");
    return false;
  });
}
