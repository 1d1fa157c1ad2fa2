import * as fc from "fast-check";
import { expect, test } from "vitest";

import { displayWidth } from "../../src/reports/display-width.ts";
import { renderTable } from "../../src/reports/tables.ts";
import { anyText } from "./any-text.ts";

const COLUMNS = [
  { title: "Id" },
  { title: "Size", align: "right" },
  { title: "Title", flexible: true },
] as const;

test("columns are aligned by what the terminal shows, figures to the right", () => {
  const rows = [
    ["ab", "7", "first"],
    ["日本", "1,024", "second"],
  ];
  expect(renderTable(rows, COLUMNS)).toBe(
    ["Id     Size  Title", "ab        7  first", "日本  1,024  second", ""].join("\n"),
  );
});

test("a narrow terminal shortens the flexible column only", () => {
  const table = renderTable([["ab", "7", "a title of several words"]], COLUMNS, { columns: 28 });
  expect(table).toBe("Id  Size  Title\nab     7  a title of...\n");
});

test("without rows there is no table", () => {
  expect(renderTable([], COLUMNS)).toBe("");
});

test("a missing cell is empty", () => {
  expect(renderTable([["ab"]], COLUMNS)).toBe("Id  Size  Title\nab\n");
});

test("a row is one line within the terminal, whatever stands in it", () => {
  fc.assert(
    fc.property(
      fc.array(anyText, { minLength: 1 }),
      fc.integer({ min: 24, max: 90 }),
      (texts, columns) => {
        const lines = renderTable(
          texts.map((text) => ["ab", "7", text]),
          COLUMNS,
          { columns },
        ).split("\n");
        expect(lines).toHaveLength(texts.length + 2);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      },
    ),
  );
});
