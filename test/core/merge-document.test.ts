import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { diffLines } from "../../src/core/line-diff.ts";
import { mergeDocument } from "../../src/core/merge-document.ts";
import { findOpen } from "../../src/core/ticket-open.ts";

const textOf = (...all: string[]) => all.join("\n");
/** Few different lines, so that sides agree, move and repeat often. */
const anyLine = fc.constantFrom("a", "b", "c", "d", "", "| x |").map(String);
const lines = fc.array(anyLine, { minLength: 1, maxLength: 14 });

/** What is in `after` and is no longer needed to make `before` from it. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  return diffLines(before, after).flatMap((hunk) => hunk.lines);
}

function count(all: readonly string[], line: string): number {
  return all.filter((other) => other === line).length;
}

test("a difference makes the second text of the first, and is the smallest one", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const hunks = diffLines(before, after);
      const result = [...before];
      for (const hunk of hunks.toReversed()) {
        result.splice(hunk.from, hunk.to - hunk.from, ...hunk.lines);
      }
      expect(result).toEqual(after);
      const edits = hunks.reduce((sum, hunk) => sum + hunk.to - hunk.from + hunk.lines.length, 0);
      expect(edits).toBe(before.length + after.length - 2 * longestCommon(before, after));
    }),
  );
});

test("texts that have little in common differ as a whole", () => {
  const before = Array.from({ length: 600 }, (_line, index) => `old ${index}`);
  const after = before.map((own) => own.replace("old", "new"));
  expect(diffLines([...before, "same"], [...after, "same"])).toEqual([
    { from: 0, to: 601, lines: [...after, "same"] },
  ]);
});

/** The textbook way, to compare with. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  let row = Array.from({ length: right.length + 1 }, () => 0);
  for (const line of left) {
    const next = [0];
    for (const [index, other] of right.entries()) {
      const [above = 0, before = 0, diagonal = 0] = [row[index + 1], next[index], row[index]];
      next.push(line === other ? diagonal + 1 : Math.max(above, before));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe("a merge", () => {
  test("never loses a line that people wrote, and keeps their order", () => {
    fc.assert(
      fc.property(lines, lines, lines, fc.boolean(), (base, theirs, fresh, crlf) => {
        // Every line of theirs has its own sign, so that none can pass for another one.
        const human = theirs.map((text, index) => (index % 3 === 0 ? `${text}#${index}` : text));
        const written = human.join(crlf ? "\r\n" : "\n");
        const merged = mergeDocument({
          base: base.join("\n"),
          own: written,
          fresh: fresh.join("\n"),
        });
        const result = merged.text.split(/\r?\n/);
        const mine = added(base, human);
        for (const own of new Set(mine)) {
          expect(count(result, own)).toBeGreaterThanOrEqual(count(mine, own));
        }
        const signed = human.filter((line) => line.includes("#"));
        expect(result.filter((line) => line.includes("#"))).toEqual(signed);
        expect(findOpen(merged.text).conflicts).toBe(merged.conflicts.length);
      }),
      { numRuns: 2000 },
    );
  });

  test("takes all that is new where nobody wrote, and keeps all where nothing is new", () => {
    fc.assert(
      fc.property(lines, lines, (base, other) => {
        const [old, changed] = [base.join("\n"), other.join("\n")];
        const untouched = mergeDocument({ base: old, own: old, fresh: changed });
        expect(untouched).toEqual({ text: changed, conflicts: [] });
        expect(mergeDocument({ base: old, own: changed, fresh: old }).text).toBe(changed);
        expect(mergeDocument({ base: old, own: changed, fresh: changed }).text).toBe(changed);
      }),
    );
  });

  test("that is done again changes nothing more, conflicts and all", () => {
    fc.assert(
      fc.property(lines, lines, lines, (...sides) => {
        const [base = "", own = "", fresh = ""] = sides.map((side) => side.join("\n"));
        const first = mergeDocument({ base, own, fresh }).text;
        expect(mergeDocument({ base: fresh, own: first, fresh }).text).toBe(first);
      }),
    );
  });

  test("keeps what both added at one place, people's first", () => {
    const base = textOf("| FR-1 |", "end");
    const own = textOf("| FR-1 |", "| FR-9 mine |", "end");
    const fresh = textOf("| FR-1 |", "| FR-2 |", "end");
    expect(mergeDocument({ base, own, fresh })).toEqual({
      text: textOf("| FR-1 |", "| FR-9 mine |", "| FR-2 |", "end"),
      conflicts: [],
    });
  });

  test("settles the rows of a table one by one", () => {
    const base = textOf("| FR-1 | a |", "| FR-2 | b |", "| FR-3 | c |");
    const own = textOf("| FR-1 | a, as we say |", "| FR-2 | b |", "| FR-3 | c |");
    const fresh = textOf("| FR-1 | a |", "| FR-2 | b, new |", "| FR-3 | c |");
    expect(mergeDocument({ base, own, fresh })).toEqual({
      text: textOf("| FR-1 | a, as we say |", "| FR-2 | b, new |", "| FR-3 | c |"),
      conflicts: [],
    });
  });

  test("shows what cannot be settled, in the document's own line endings", () => {
    const { text: merged, conflicts } = mergeDocument({
      base: "a\nb\nc\n",
      own: "a\r\nmine\r\nc\r\n",
      fresh: "a\nnew\nc\n",
    });
    expect(conflicts).toEqual([{ line: 2, own: ["mine"], fresh: ["new"] }]);
    expect(merged).toBe(
      [
        "a",
        "<!-- conflict: as it was written -->",
        "mine",
        "<!-- conflict: as it would be now -->",
        "new",
        "<!-- end of conflict -->",
        "c",
        "",
      ].join("\r\n"),
    );
  });

  test("takes a byte order mark for no change", () => {
    const { text: merged } = mergeDocument({ base: "a\nb", own: "\uFEFFa\nb", fresh: "a\nc" });
    expect(merged).toBe("\uFEFFa\nc");
  });
});
