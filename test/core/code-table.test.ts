import { expect, test } from "vitest";

import { updateCodeTable } from "../../src/core/code-table.ts";
import type { Link } from "../../src/schema/ticket.ts";

const link = (path: string, requirement?: string, symbol?: string): Link => ({
  path,
  ...(requirement !== undefined && { requirement }),
  ...(symbol !== undefined && { symbol }),
  at: "2026-11-20T09:00:00.000Z",
  by: "ann",
});

const FROM = ".ai/workflow/AEC-456";
const readme = (...rows: readonly string[]) =>
  ["# T", "<!-- region: code -->", "| Requirement | Code | Tests |", "| --- | --- | --- |", ...rows]
    .concat("<!-- endregion -->", "end", "")
    .join("\n");
const BLANK = readme("| FR-1 | [[fill: link to the code]] | [[fill: link to its tests]] |");

test("links stand in the row of their requirement, code and tests apart", () => {
  const after = [
    link("src/a b.ts", "FR-1", "open"),
    link("src/(b).ts", "FR-1"),
    link("tests/a.ts", "FR-1"),
    link("src/c.ts", "NFR-2"),
    link("infra"),
  ];
  const changed = updateCodeTable(BLANK, { from: FROM, before: [], after });
  expect(changed).toBe(
    readme(
      "| FR-1 | [`src/a b.ts#open`](../../../src/a%20b.ts), [`src/(b).ts`](../../../src/%28b%29.ts) | [`tests/a.ts`](../../../tests/a.ts) |",
      "| NFR-2 | [`src/c.ts`](../../../src/c.ts) | [[fill: link to its tests]] |",
      "| The ticket | [`infra`](../../../infra) |  |",
    ),
  );
  const less = updateCodeTable(changed, { from: FROM, before: after, after: after.slice(2, 3) });
  expect(less).toBe(
    readme(
      "| FR-1 | [[fill: link to the code]] | [`tests/a.ts`](../../../tests/a.ts) |",
      "| NFR-2 | [[fill: link to the code]] | [[fill: link to its tests]] |",
    ),
  );
});

test("what people wrote into a cell stays", () => {
  const own = readme("| FR-1 | see the wiki | [[fill: link to its tests]] |");
  const after = [link("src/a.ts", "FR-1"), link("a.test.ts", "FR-1")];
  expect(updateCodeTable(own, { from: FROM, before: [], after })).toBe(
    readme("| FR-1 | see the wiki | [`a.test.ts`](../../../a.test.ts) |"),
  );
});

test("line endings stay, and a region of another form stays whole", () => {
  const change = { from: FROM, before: [], after: [link("src/a.ts", "FR-1")] };
  const dos = updateCodeTable(BLANK.replaceAll("\n", "\r\n"), change);
  expect(dos.replaceAll("\r\n", "")).not.toContain("\n");
  expect(dos.replaceAll("\r\n", "\n")).toBe(updateCodeTable(BLANK, change));
  for (const text of [readme("Some words"), readme("| a | b |"), "# no region"]) {
    expect(updateCodeTable(text, change)).toBe(text);
  }
});
