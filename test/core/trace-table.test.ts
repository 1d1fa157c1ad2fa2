import { expect, test } from "vitest";

import { indexFindings } from "../../src/core/check/index-findings.ts";
import { updateTraceTable } from "../../src/core/trace-table.ts";
import { type IndexedTicket, indexRow, updateTreeIndex } from "../../src/core/tree-index.ts";
import { checkedTicket } from "../fakes/checked-ticket.ts";

const TEXTS = {
  "FEATURE_REQUIREMENTS.md":
    "| FR-1 | opens | P0 | x |\n| FR-2 | closes | P0 | x |\n- [ ] **AC-1** (FR-1): a\n- [ ] **AC-2** (FR-1): b\n",
  "IMPLEMENTATION_PLAN.md": "### T-1: for AC-2\n### T-2: for FR-1\n",
  "SYSTEM_DESIGN.md": "D-3 is for FR-1\nD-4 is for FR-12\n",
};
const index = (...rows: readonly string[]) =>
  [
    "# I",
    "<!-- region: traceability -->",
    "| Requirement | Checked by | Decision | Task | From |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "<!-- endregion -->",
    "",
  ].join("\n");

test("the table tells what the documents say, and keeps what only people know", () => {
  const before = index(
    "| FR-1 | AC-9 | D-1 | T-9 | ann |",
    "| FR-2 | by hand | D-2 |  | bob |",
    "| NFR-1 | own | row | of | somebody |",
    "| FR-7 | [[fill: AC]] | D-1 | T-1 | [[fill: who asked]] |",
  );
  const after = updateTraceTable(before, TEXTS);
  expect(after).toBe(
    index(
      "| FR-1 | AC-1, AC-2 | D-3 | T-1, T-2 | ann |",
      "| FR-2 | by hand | D-2 |  | bob |",
      "| NFR-1 | own | row | of | somebody |",
    ),
  );
  expect(updateTraceTable(after, TEXTS)).toBe(after);
  const { "FEATURE_REQUIREMENTS.md": alone } = TEXTS;
  expect(updateTraceTable(index("| FR-2 |"), { "FEATURE_REQUIREMENTS.md": alone })).toBe(
    index("| FR-2 |  |  |  |  |", "| FR-1 | AC-1, AC-2 |  |  |  |"),
  );
  expect(updateTraceTable(index("| FR-2 | x |"), TEXTS)).toBe(
    index("| FR-2 | x |  |  |  |", "| FR-1 | AC-1, AC-2 | D-3 | T-1, T-2 |  |"),
  );
});

test("without requirements, or without such a table, the index stays as it is", () => {
  expect(updateTraceTable(index("| FR-1 | a | b | c | d |"), {})).toContain("| FR-1 | a |");
  const other = "<!-- region: traceability -->\nours\n<!-- endregion -->";
  expect(updateTraceTable(other, TEXTS)).toBe(other);
  const empty = "<!-- region: traceability -->\n<!-- endregion -->";
  expect(updateTraceTable(empty, TEXTS)).toBe(empty);
});

test("line endings stay", () => {
  const dos = updateTraceTable(index("| FR-1 |  |  |  | x |").replaceAll("\n", "\r\n"), TEXTS);
  expect(dos.replaceAll("\r\n", "")).not.toContain("\n");
});

const indexed = (team?: string): IndexedTicket => {
  const { ticket } = checkedTicket("PLANNING");
  return { ticket, team, title: "Returns" };
};

test("the index of all tickets has a table for each team", () => {
  const text = updateTreeIndex(undefined, [indexed(), indexed("TEAM-A")]);
  expect(text).toBe(`# Tickets

<!-- workflow index writes the tables; what you write around them stays. -->

<!-- region: tickets -->
| Ticket | State | Title | Since |
| --- | --- | --- | --- |
| [AEC-456](AEC-456/README.md) | PLANNING | Returns | 2026-11-02 |

## TEAM-A

| Ticket | State | Title | Since |
| --- | --- | --- | --- |
| [AEC-456](TEAM-A/AEC-456/README.md) | PLANNING | Returns | 2026-11-02 |

<!-- endregion -->
`);
  expect(updateTreeIndex(text, [indexed(), indexed("TEAM-A")])).toBe(text);
  const own = updateTreeIndex(`${text}\nours`, []);
  expect(own).toMatch(/<!-- region: tickets -->\n<!-- endregion -->\n\nours$/);
  expect(updateTreeIndex("ours\r\n", [])).toBe(
    "ours\r\n\r\n<!-- region: tickets -->\r\n<!-- endregion -->\r\n",
  );
});

test("an index that tells something else is stale, while a ticket is planned only that of all", () => {
  const texts = { ...TEXTS, "INDEX.md": index("| FR-1 |  |  |  | x |") };
  const path = ".ai/workflow/INDEX.md";
  const fresh = { path, text: indexRow(indexed()) };
  const approved = checkedTicket("APPROVED", texts);
  expect(indexFindings(approved, indexed(), fresh).map(({ message }) => message)).toEqual([
    "INDEX.md of AEC-456 is not what the documents say",
  ]);
  const planning = checkedTicket("PLANNING", texts);
  expect(indexFindings(planning, indexed(), { path, text: "" })).toMatchObject([
    { rule: "stale-index", path, ticket: "AEC-456" },
  ]);
  expect(indexFindings(checkedTicket("APPROVED"), indexed(), { path, text: undefined })).toEqual(
    [],
  );
});
