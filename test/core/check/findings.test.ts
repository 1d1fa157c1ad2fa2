import { describe, expect, test } from "vitest";

import {
  branchFindings,
  driftFindings,
  type LinkFacts,
  linkFindings,
} from "../../../src/core/check/code-findings.ts";
import { placeholderFindings } from "../../../src/core/check/document-findings.ts";
import { fails, hasReached } from "../../../src/core/check/finding.ts";
import { traceFindings } from "../../../src/core/check/trace-findings.ts";
import { checkedTicket, codeLink } from "../../fakes/checked-ticket.ts";

const brief = (findings: readonly { rule: string; level: string; message: string }[]) =>
  findings.map(({ rule, level, message }) => `${level} ${rule}: ${message}`);

test("states are reached in the order of the way on", () => {
  expect(hasReached("REVIEW", "IN_PROGRESS")).toBe(true);
  expect(hasReached("PLANNING", "APPROVED")).toBe(false);
});

test("a gate stops what is at least as grave", () => {
  expect(fails("warning", "warning")).toBe(true);
  expect(fails("note", "warning")).toBe(false);
  expect(fails("error", "note")).toBe(true);
  expect(fails("error", "never")).toBe(false);
});

describe("placeholders", () => {
  const texts = {
    "SYSTEM_DESIGN.md": "# D\n\n[[fill: a]] and [[fill: b]]\n",
    "README.md": '---\ntitle: "[[fill: no]]"\n---\n[[fill: x]]\n',
    "COMPLETION_SUMMARY.md": "[[fill: x]]\n",
    "NOTES.md": "[[fill: x]]\n",
    "PLAN.md": "```\n[[fill: shown]]\n```\n",
    "INDEX.md": "done\n",
  };
  test.each([
    ["PLANNING", ["note", "note", "note", "note"]],
    ["APPROVED", ["error", "note", "note", "note"]],
    ["REVIEW", ["error", "warning", "note", "note"]],
    ["COMPLETE", ["error", "warning", "error", "note"]],
  ] as const)("are as grave as the state of a ticket makes them: %s", (state, levels) => {
    const findings = placeholderFindings(checkedTicket(state, texts));
    expect(findings.map(({ level }) => level)).toEqual(levels);
    expect(findings[0]).toMatchObject({
      path: ".ai/workflow/AEC-456/SYSTEM_DESIGN.md",
      line: 3,
      message: "SYSTEM_DESIGN.md has 2 places to fill",
    });
    expect(findings[1]).toMatchObject({ line: 4, message: "README.md has 1 place to fill" });
  });
});

describe("requirements and tasks", () => {
  const texts = {
    "FEATURE_REQUIREMENTS.md":
      "| FR-1 | a | P0 | x |\n| FR-2 | b | P0 | x |\n- [ ] **AC-1** (FR-2): it does\n",
    "IMPLEMENTATION_PLAN.md": "### T-1: one for FR-1\n### T-2: two\n",
  };
  const links = [
    codeLink("src/a.ts", { requirement: "FR-1" }),
    codeLink("tests/b.ts", { requirement: "AC-1" }),
    codeLink("src/c.ts", { requirement: "FR-9" }),
    codeLink("src/d.ts"),
  ];

  test("are followed to code, tests and plan once the work has begun", () => {
    const review = traceFindings(checkedTicket("REVIEW", texts, { links }));
    expect(brief(review)).toEqual([
      "error unknown-requirement: src/c.ts is linked for FR-9, which FEATURE_REQUIREMENTS.md does not have",
      "warning untested-requirement: FR-1 has no linked test",
      "warning unlinked-requirement: FR-2 has no linked code",
      "warning unplanned-task: T-2 names no requirement that it is for",
    ]);
    expect(review.map(({ path, line }) => [path.split("/").at(-1), line])).toEqual([
      ["README.md", undefined],
      ["FEATURE_REQUIREMENTS.md", 1],
      ["FEATURE_REQUIREMENTS.md", 2],
      ["IMPLEMENTATION_PLAN.md", 2],
    ]);
    const begun = traceFindings(checkedTicket("IN_PROGRESS", texts, { links }));
    expect(begun.map(({ level }) => level)).toEqual(["error", "note", "note", "warning"]);
    const planned = traceFindings(checkedTicket("APPROVED", texts));
    expect(planned.map(({ rule }) => rule)).toEqual(["unplanned-task"]);
    expect(traceFindings(checkedTicket("REVIEW"))).toEqual([]);
  });
});

const facts = (
  found: LinkFacts["found"],
  link = codeLink("src/a.ts", { symbol: "open" }),
): LinkFacts => ({ link, found, changedLines: 0 });

const drifted = (path: string, changedLines: number): LinkFacts => ({
  link: codeLink(path),
  found: { kind: "file", text: "" },
  changedLines,
});

describe("linked code", () => {
  const checked = checkedTicket("REVIEW");
  const plain = codeLink("src/a.ts", { requirement: "FR-1" });

  test("is there, with the name that is linked", () => {
    const fine = [
      facts({ kind: "file", text: "open()" }),
      facts({ kind: "file", text: "other" }, plain),
      facts({ kind: "file" }),
      facts({ kind: "folder" }),
    ];
    expect(linkFindings(checked, fine)).toEqual([]);
    const bad = [
      facts({ kind: "file", text: "opened()" }),
      facts({ kind: "gone" }),
      facts({ kind: "gone", movedTo: "src/b.ts" }, plain),
      facts({ kind: "gone", movedTo: "src/b.ts" }),
      facts({ kind: "refused", problem: "is a symbolic link" }),
    ];
    const findings = linkFindings(checked, bad);
    expect(brief(findings)).toEqual([
      "warning missing-symbol: The linked src/a.ts#open is not there: src/a.ts has no open",
      "error missing-code: The linked src/a.ts is not there any more",
      "warning moved-code: The linked src/a.ts has moved to src/b.ts",
      "warning moved-code: The linked src/a.ts has moved to src/b.ts",
      "error missing-code: The linked src/a.ts is a symbolic link",
    ]);
    expect(findings.slice(2, 4).map(({ hint }) => hint)).toEqual([
      "workflow unlink AEC-456 src/a.ts --requirement FR-1 && workflow link AEC-456 src/b.ts --requirement FR-1",
      "workflow unlink AEC-456 src/a.ts && workflow link AEC-456 src/b.ts",
    ]);
  });

  test("drifts once for a ticket, above a number of lines, each file counted once", () => {
    const some = [drifted("a.ts", 30), drifted("a.ts", 30), drifted("b.ts", 20), drifted("c", 0)];
    expect(driftFindings(checked, some, 50)).toEqual([]);
    expect(brief(driftFindings(checked, some, 49))).toEqual([
      "warning code-drift: 50 lines of linked code changed since the documents were agreed on, in a.ts and 1 more",
    ]);
    expect(brief(driftFindings(checkedTicket("IN_PROGRESS"), some.slice(2), 1))).toEqual([
      "note code-drift: 20 lines of linked code changed since the documents were agreed on, in b.ts",
    ]);
    expect(driftFindings(checked, [], 0)).toEqual([]);
  });
});

test("a branch that names an open ticket is called after it", () => {
  const names = ["main", "feature/AEC-456", "feature/AEC-456-x", "fix/aec-456", "fix/aec-456"];
  const branches = [...names, "AEC-456", "feature/AEC-4567"];
  const findings = branchFindings(checkedTicket("IN_PROGRESS"), branches);
  expect(findings.map(({ message }) => message)).toEqual([
    "The branch fix/aec-456 is not called after its ticket",
    "The branch AEC-456 is not called after its ticket",
  ]);
  expect(branchFindings(checkedTicket("COMPLETE"), branches)).toEqual([]);
});
