import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { displayWidth } from "../../src/reports/display-width.ts";
import { inline } from "../../src/reports/markdown-text.ts";
import { renderMarkdown } from "../../src/reports/markdown.ts";
import { paintFor } from "../../src/reports/paint.ts";
import { renderSummary } from "../../src/reports/summary.ts";
import { oneLine } from "../../src/reports/terminal-text.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import { anyEpic, anyText } from "./any-text.ts";
import { enterpriseEpic } from "./epics/enterprise.ts";
import { hostileEpic } from "./epics/hostile.ts";

const UNSAFE = /[^\P{Cc}\n]|\p{Bidi_Control}|\p{Cs}/u;
const forEveryEpic = (check: (response: EpicResponse) => void) =>
  fc.assert(fc.property(anyEpic, check), { numRuns: 60 });

/** What a Markdown reader sees of inline text that holds escapes and entities only. */
function shown(markdown: string): string {
  return markdown
    .replaceAll("&#8203;", "")
    .replaceAll("&lt;", "<")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .replaceAll("&amp;", "&");
}

/** The marks at the start of each line that give a document its structure. */
function skeleton(markdown: string): string[] {
  return markdown.split("\n").map((line) => /^(?:#+ |\||- |>|```|$)/.exec(line)?.[0] ?? "text");
}

const count = (marks: readonly string[], mark: string) =>
  marks.filter((each) => each === mark).length;

describe("a Markdown document, whatever the texts in it", () => {
  test("holds as many cells in each row of a table as in its header", () => {
    forEveryEpic((response) => {
      for (const table of renderMarkdown(response).match(/(?:^\|.*\n)+/gm) ?? []) {
        const pipes = table
          .trim()
          .split("\n")
          .map((row) => row.match(/(?<!\\)(?:\\\\)*\|/g)?.length);
        expect(new Set(pipes).size).toBe(1);
      }
    });
  });

  test("holds no tag, no control character and no character that reorders text", () => {
    forEveryEpic((response) => {
      const markdown = renderMarkdown(response);
      expect(markdown).not.toContain("<");
      expect(markdown).not.toMatch(UNSAFE);
    });
  });

  test("has the structure of the epic and nothing of the texts'", () => {
    const expected = skeleton(renderMarkdown(enterpriseEpic()));
    forEveryEpic((response) => {
      const lines = skeleton(renderMarkdown(response));
      for (const mark of ["# ", "## ", "### ", "```"]) {
        expect(count(lines, mark)).toBeLessThanOrEqual(count(expected, mark));
      }
    });
  });

  test("links to its own headings only", () => {
    forEveryEpic((response) => {
      const links = renderMarkdown(response).match(/(?<!\\)(?:\\\\)*\]\([^)]*\)?/g) ?? [];
      for (const link of links) expect(link).toMatch(/^(?:\\\\)*\]\(#[\p{L}\p{N}_-]+\)$/u);
    });
  });

  test("draws a roadmap of plain labels", () => {
    forEveryEpic((response) => {
      const [, chart = ""] = /```mermaid\n([^`]*)\n```/.exec(renderMarkdown(response)) ?? [];
      for (const bar of chart.split("\n").slice(5)) {
        expect(bar).toMatch(/^ {2}\d+\. [\p{L}\p{M}\p{N} .,()'+/-]+ :phase\d+, \d+, \d+$/u);
      }
    });
  });
});

test("a text in Markdown shows exactly its words", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(shown(inline(text))).toBe(oneLine(text));
    }),
  );
});

describe("a summary, whatever the texts in it", () => {
  test("never writes beyond the width of the terminal", () => {
    fc.assert(
      fc.property(anyEpic, fc.integer({ min: 20, max: 160 }), (response, columns) => {
        for (const line of renderSummary(response, { columns, where: "epic.md" }).split("\n")) {
          expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("sends no control character to the terminal", () => {
    forEveryEpic((response) => {
      expect(renderSummary(response, { columns: 80 })).not.toMatch(UNSAFE);
    });
  });

  test("says the same in colour", () => {
    const plain = renderSummary(hostileEpic(), { columns: 60 });
    const coloured = renderSummary(hostileEpic(), { columns: 60, paint: paintFor(true) });
    const escape = String.fromCodePoint(27);
    expect(coloured).toContain(`${escape}[31mBLOCKED. 7 blockers`);
    expect(coloured.replaceAll(new RegExp(`${escape}\\[\\d+m`, "g"), "")).toBe(plain);
    expect(renderSummary(hostileEpic(), { columns: 60, paint: paintFor(false) })).toBe(plain);
  });

  test("stays about a screen, however much there is to say", () => {
    const lines = renderSummary(hostileEpic(), { columns: 80 }).split("\n");
    expect(lines.length).toBeLessThanOrEqual(45);
  });
});
