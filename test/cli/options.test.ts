import { expect, test } from "vitest";

import { CACHE_POLICIES } from "../../src/cli/cache-flags.ts";
import { STATUSES } from "../../src/cli/commands/list.ts";
import { readEarlyFlags } from "../../src/cli/early-flags.ts";
import { FAIL_ON, planOutput } from "../../src/cli/output-flags.ts";
import { parseCount } from "../../src/cli/parse-count.ts";
import { parseDuration } from "../../src/cli/parse-duration.ts";
import { MODES, PRIORITIES } from "../../src/cli/request-flags.ts";
import { failOnSchema } from "../../src/schema/config.ts";
import { cachePolicySchema } from "../../src/schema/request.ts";
import { runStatusSchema } from "../../src/schema/run.ts";
import { prioritySchema, reviewModeSchema } from "../../src/schema/vocabulary.ts";

test.each([
  ["--mode", MODES, reviewModeSchema],
  ["--priority", PRIORITIES, prioritySchema],
  ["--cache", CACHE_POLICIES, cachePolicySchema],
  ["--fail-on", FAIL_ON, failOnSchema],
  ["--status", STATUSES, runStatusSchema],
])("%s takes every word of its schema and no other", (_flag, words, schema) => {
  expect([...words].toSorted()).toEqual([...schema.options].toSorted());
});

test.each([
  [[], { json: false, debug: false }],
  [["create", "--json", "--debug"], { json: true, debug: true }],
  [["--color", "--no-color"], { json: false, debug: false, color: false }],
  [["--no-color", "--color"], { json: false, debug: false, color: true }],
  [["create", "--", "--json", "--no-color"], { json: false, debug: false }],
])("%j says %j before anything is parsed", (argv, flags) => {
  expect(readEarlyFlags(argv)).toEqual(flags);
});

test.each([
  [{}, false, { stdout: "summary" }],
  [{}, true, { stdout: "json" }],
  [{ format: "json" }, true, { stdout: "json" }],
  [{ format: "markdown" }, false, { stdout: "markdown" }],
  [{ out: "epic.md" }, false, { stdout: "summary", file: { path: "epic.md", format: "markdown" } }],
  [{ out: "epic.JSON" }, true, { stdout: "json", file: { path: "epic.JSON", format: "json" } }],
  [{ out: "epic" }, false, { stdout: "summary", file: { path: "epic", format: "markdown" } }],
  [
    { out: "epic.json", format: "markdown" },
    true,
    { stdout: "json", file: { path: "epic.json", format: "markdown" } },
  ],
] as const)("%j with --json %s prints %j", (flags, json, plan) => {
  expect(planOutput(flags, json)).toEqual(plan);
});

test("two documents cannot share standard output", () => {
  expect(() => planOutput({ format: "markdown" }, true)).toThrow(/both want standard output/);
});

test("a file without a name is refused", () => {
  expect(() => planOutput({ out: " " }, false)).toThrow("--out is empty");
});

test.each([
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["12h", 43_200_000],
  ["7d", 604_800_000],
  ["2w", 1_209_600_000],
  ["0s", 0],
])("%s is %i milliseconds", (text, duration) => {
  expect(parseDuration(text)).toBe(duration);
});

test.each(["", "7", "d", "-7d", "1.5h", "7 d", "7y", "9007199254740993w"])(
  '"%s" is no duration',
  (text) => {
    expect(() => parseDuration(text)).toThrow(`"${text}" is no duration`);
  },
);

test.each(["", "0", "-1", "1.5", "1e3", "ten", "99999999999999999999"])(
  '"%s" is no count',
  (text) => {
    expect(() => parseCount(text)).toThrow(`"${text}" is no count`);
  },
);

test("a count is a whole number", () => {
  expect(parseCount("20")).toBe(20);
});
