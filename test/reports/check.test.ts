import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { CHECK_LEVELS, CHECK_RULES, type Finding } from "../../src/core/check/finding.ts";
import { renderJunit } from "../../src/reports/check-junit.ts";
import { renderSarif } from "../../src/reports/check-sarif.ts";
import { renderCheck } from "../../src/reports/check-text.ts";
import { displayWidth } from "../../src/reports/display-width.ts";
import { unpainted } from "../../src/reports/paint.ts";
import { parseXml } from "../fakes/xml.ts";

const FINDINGS: readonly Finding[] = [
  {
    rule: "broken-reference",
    level: "error",
    ticket: "AEC-456",
    path: ".ai/workflow/AEC-456/README ü.md",
    line: 12,
    message: 'links to "<a> & b"\u0001',
    hint: "mend the link, or take it out",
  },
  {
    rule: "code-drift",
    level: "warning",
    ticket: "AEC-456",
    path: ".ai/workflow/AEC-456/SYSTEM_DESIGN.md",
    message: "80 lines of linked code changed since the documents were agreed on",
  },
  {
    rule: "open-placeholder",
    level: "note",
    ticket: "AEC-457",
    path: ".ai/workflow/AEC-457/README.md",
    line: 3,
    message: "README.md has 1 place to fill",
  },
];
const CHECKED = ["AEC-456", "AEC-457", "AEC-458"];
const UNCHECKED = ["No Git repository is here"];

// What the schema of SARIF 2.1.0 asks of the parts that are written here.
const text = z.strictObject({ text: z.string().min(1) });
const level = z.enum(["none", "note", "warning", "error"]);
const relativeUri = z.string().regex(/^(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$/);
const sarifSchema = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.string(),
            semanticVersion: z.string(),
            rules: z.array(z.strictObject({ id: z.string(), shortDescription: text })).min(1),
          }),
        }),
        columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
        invocations: z.array(
          z.strictObject({
            executionSuccessful: z.boolean(),
            toolExecutionNotifications: z.array(z.strictObject({ level, message: text })),
          }),
        ),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().nonnegative(),
            level,
            message: text,
            locations: z.array(
              z.strictObject({
                physicalLocation: z.strictObject({
                  artifactLocation: z.strictObject({ uri: relativeUri, uriBaseId: z.string() }),
                  region: z.strictObject({ startLine: z.int().min(1) }),
                }),
                logicalLocations: z.array(z.strictObject({ name: z.string(), kind: z.string() })),
              }),
            ),
            partialFingerprints: z.record(z.string(), z.string()),
          }),
        ),
      }),
    )
    .length(1),
});

test("every rule is explained in the documentation, and no other", () => {
  const guide = readFileSync(resolve(import.meta.dirname, "../../docs/tickets.md"), "utf8");
  const rows = [...guide.matchAll(/^\| `([a-z]+-[a-z]+)` +\|/gm)].map(([, rule]) => rule);
  expect(rows).toEqual(Object.keys(CHECK_RULES));
});

test("SARIF is what its schema asks for, from the top of the repository", () => {
  const report = { findings: FINDINGS, unchecked: UNCHECKED, folder: "plan ning" };
  const [run] = sarifSchema.parse(JSON.parse(renderSarif(report))).runs;
  const ids = run?.tool.driver.rules.map(({ id }) => id);
  expect(ids).toEqual(Object.keys(CHECK_RULES));
  for (const { ruleId, ruleIndex } of run?.results ?? []) expect(ids?.[ruleIndex]).toBe(ruleId);
  expect(run?.results.map((result) => result.locations[0]?.physicalLocation)).toMatchObject([
    {
      artifactLocation: { uri: "plan%20ning/.ai/workflow/AEC-456/README%20%C3%BC.md" },
      region: { startLine: 12 },
    },
    { region: { startLine: 1 } },
    { region: { startLine: 3 } },
  ]);
  expect(run?.invocations[0]?.toolExecutionNotifications).toMatchObject([
    { message: { text: UNCHECKED[0] } },
  ]);
  const none = sarifSchema.parse(JSON.parse(renderSarif({ ...report, findings: [], folder: "" })));
  expect(none.runs[0]?.results).toEqual([]);
});

describe("JUnit XML is what build servers read", () => {
  // As their schema has it: suites of cases, each with its counts.
  test.each([...CHECK_LEVELS, "never"] as const)("with a gate at %s", (failOn) => {
    const root = parseXml(renderJunit({ checked: CHECKED, findings: FINDINGS, failOn }));
    expect(root.name).toBe("testsuites");
    const stopped = { error: 1, warning: 2, note: 3, never: 0 }[failOn];
    expect(root.attributes).toMatchObject({ tests: "4", failures: String(stopped) });
    expect(root.children.map(({ attributes }) => attributes.name)).toEqual(CHECKED);
    for (const suite of root.children) {
      expect(suite.name).toBe("testsuite");
      const failures = suite.children.flatMap(({ children }) =>
        children.filter(({ name }) => name === "failure"),
      );
      expect(suite.attributes).toMatchObject({
        tests: String(suite.children.length),
        failures: String(failures.length),
        errors: "0",
      });
      for (const failure of failures) expect(failure.attributes).toHaveProperty("type");
      for (const { name, attributes, children } of suite.children) {
        expect(name).toBe("testcase");
        expect(attributes).toMatchObject({ classname: suite.attributes.name });
        expect(children.length).toBeLessThan(2);
      }
    }
    const [first] = root.children[0]?.children ?? [];
    expect(first?.attributes.name).toBe('broken-reference: links to "<a> & b"\uFFFD');
  });
});

describe("for people", () => {
  const report = { checked: CHECKED, findings: FINDINGS };

  test("the findings stand by ticket with their places, and a sum at the end", () => {
    const view = { columns: Infinity, paint: unpainted, level: "warning" } as const;
    expect(renderCheck(report, view)).toBe(
      `AEC-456
  error: links to "<a> & b"
    .ai/workflow/AEC-456/README ü.md:12 (broken-reference)
    mend the link, or take it out
  warning: 80 lines of linked code changed since the documents were agreed on
    .ai/workflow/AEC-456/SYSTEM_DESIGN.md (code-drift)

3 tickets checked: 1 error, 1 warning and 1 note (shown with --level note)
`,
    );
    expect(renderCheck({ checked: ["AEC-1"], findings: [] }, view)).toBe(
      "1 ticket checked: nothing to be mended\n",
    );
  });

  test("on a narrow terminal only places are longer than a line", () => {
    const view = { columns: 30, paint: unpainted, level: "note" } as const;
    const lines = renderCheck(report, view).split("\n");
    const long = lines.filter((line) => displayWidth(line) > 30);
    expect(long.every((line) => /\([a-z-]+\)$/.test(line))).toBe(true);
  });
});
