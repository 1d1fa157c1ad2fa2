import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { readItems } from "../../bench/eval/items.mjs";
import { answerAll } from "../../bench/eval/responses.mjs";

const RUN = join(import.meta.dirname, "../../bench/eval/run.mjs");

const ITEM = {
  id: "loans",
  description: "Members renew library loans online and pay late fees by card.",
  expected: [{ id: "loans#1", persona: "architect", concern: "Any word", match: ["\\w"] }],
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "epic-eval-test-"));
  mkdirSync(join(folder, "empty"));
  write("items/loans.json", JSON.stringify(ITEM));
  write("items/_draft.json", "no item");
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function runEval(...args: string[]) {
  return spawnSync(process.execPath, [RUN, ...args], { cwd: folder, encoding: "utf8" });
}

test("the built program is run over every item and its figures are shown and written", () => {
  const { status, stdout, stderr } = runEval("items", "--json", "out.json", "--details");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("| items answered | 1 of 1 |");
  expect(stdout).toContain("| architect | 1 | 100.0 % | 100.0 % | 100.0 % |");
  expect(stdout).toContain("owner loans#1 [architect] Any word");
  const figures = JSON.parse(readFileSync(join(folder, "out.json"), "utf8"));
  expect(figures).toMatchObject({ answered: 1, recallOwner: 1, hygiene: { missingPersonas: 0 } });
});

test("--print writes a text for blind reading for every item", () => {
  const { status, stdout } = runEval("--print", "items", "--out", "texts", "--mode", "mvp");
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  const text = readFileSync(join(folder, "texts/loans.txt"), "utf8");
  expect(text).toContain(`DESCRIPTION\n${ITEM.description}\n\nRECOMMENDATIONS\n1. [`);
});

test.each([
  [["missing"], /^error: The folder missing does not exist\.\n$/],
  [["empty"], /^error: The folder empty holds no items \(\*\.json\)\.\n$/],
  [["items/loans.json"], /^error: The folder items\/loans\.json cannot be read \(ENOTDIR\)\.\n$/],
  [[], /^error: Name one folder of items: .*\n$/],
  [["items", "empty"], /^error: Name one folder of items: .*\n$/],
  [
    ["items", "--mode", "fast"],
    /^error: The mode "fast" is none of mvp, standard, enterprise\.\n$/,
  ],
  [["items", "--fast"], /^error: Unknown option '--fast'.*\n$/],
  [["items", "--json", "missing/out.json"], /^error: The folder of missing\/out\.json .*\n$/],
  [["--print", "items"], /^error: --print .* belong together\.\n$/],
  [["items", "--out", "texts"], /^error: --print .* belong together\.\n$/],
  [
    ["--print", "items", "--out", "items/loans.json"],
    /^error: items\/loans\.json is no folder\.\n$/,
  ],
])("%j ends with 2 and one sentence", (args, sentence) => {
  const { status, stdout, stderr } = runEval(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(sentence);
});

test.each([
  ["no JSON", "{", /loans\.json is no item: .*JSON/],
  ["an id that is a path", JSON.stringify({ ...ITEM, id: "../up" }), /its id is not made of/],
  ["no description", JSON.stringify({ ...ITEM, description: undefined }), /no description/],
  ["no concerns", JSON.stringify({ ...ITEM, expected: undefined }), /no list of expected/],
  [
    "an unknown persona",
    JSON.stringify({ ...ITEM, expected: [{ ...ITEM.expected[0], persona: "lawyer" }] }),
    /nobody is called lawyer/,
  ],
  [
    "a trap without patterns",
    JSON.stringify({ ...ITEM, notExpected: [{ id: "!", concern: "" }] }),
    /! has no list of patterns/,
  ],
  [
    "a broken pattern",
    JSON.stringify({ ...ITEM, notExpected: [{ id: "!", concern: "", match: ["("] }] }),
    /Invalid regular expression/,
  ],
])("an item with %s is refused", (_what, text, sentence) => {
  write("items/loans.json", text);
  expect(() => readItems(join(folder, "items"))).toThrow(sentence);
});

test("a program that is not built is said to be so", () => {
  const program = join(folder, "missing.js");
  expect(() => answerAll([ITEM], "standard", program)).toThrow(/not built: run npm run build/);
});

test("the program gets the description without a cache, in a folder that is gone afterwards", () => {
  const program = write(
    "program.js",
    `const { readFileSync } = require("node:fs");
    const args = process.argv.slice(2);
    const description = readFileSync(args[args.indexOf("--file") + 1], "utf8");
    console.log(JSON.stringify({ args, description, folder: process.cwd() }));`,
  );
  const [answer] = answerAll([ITEM], "mvp", program);
  expect(answer).toMatchObject({ id: "loans", response: { description: `${ITEM.description}\n` } });
  const { args, folder: used } = answer!.response;
  expect(args.join(" ")).toMatch(/^create --file \S+ --mode mvp --json --quiet --cache off$/);
  expect(existsSync(used)).toBe(false);
});

test("an item that the program fails on is missing, not fatal", () => {
  const program = write("program.js", `console.error("error: too hard"); process.exit(4);`);
  const answers = answerAll([ITEM], "standard", program);
  expect(answers).toEqual([{ id: "loans", failure: "ended with 4: error: too hard" }]);
});
