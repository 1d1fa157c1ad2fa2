import * as fc from "fast-check";
import { expect, test } from "vitest";

import { displayWidth } from "../../src/reports/display-width.ts";
import { renderTable, type TableColumn } from "../../src/reports/tables.ts";
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

test("a terminal too narrow for a table shows each row as a paragraph", () => {
  const columns: readonly TableColumn[] = [
    { title: "No", align: "right" },
    ...COLUMNS,
    { title: "Done", titled: true },
  ];
  const rows = [
    ["1", "epic-1", "7", "a title of several words", "yes"],
    ["2", "epic-2", "12", "", "no"],
  ];
  expect(renderTable(rows, columns, { columns: 26 })).toBe(
    [
      "epic-1",
      "  No: 1  Size: 7",
      "  a title of several words",
      "  Done: yes",
      "epic-2",
      "  No: 2  Size: 12",
      "  Done: no",
      "",
    ].join("\n"),
  );
});

test("no line is wider than the terminal, whatever stands in the rows", () => {
  fc.assert(
    fc.property(
      fc.array(anyText, { minLength: 1 }),
      fc.integer({ min: 14, max: 90 }),
      (texts, columns) => {
        const table = renderTable(
          texts.map((text) => ["ab", "7", text]),
          COLUMNS,
          { columns },
        );
        for (const line of table.split("\n")) {
          expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        }
      },
    ),
  );
});

test("where a table fits, a row is one line", () => {
  fc.assert(
    fc.property(
      fc.array(anyText, { minLength: 1 }),
      fc.integer({ min: 28, max: 90 }),
      (texts, columns) => {
        const rows = texts.map((text) => ["ab", "7", text]);
        const lines = renderTable(rows, COLUMNS, { columns }).split("\n");
        expect(lines).toHaveLength(texts.length + 2);
      },
    ),
  );
});
