import { writeFileSync } from "node:fs";
import { join } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { readFileLines, readLines, type TextLine } from "../../../src/adapters/files/read-lines.ts";
import { temporaryFolder } from "../sqlite-bench.ts";

async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function all(lines: AsyncIterable<TextLine>): Promise<TextLine[]> {
  const found: TextLine[] = [];
  for await (const each of lines) found.push(each);
  return found;
}

test("lines come back as they were, however the bytes are cut", async () => {
  const text = fc.string({ unit: "grapheme" }).map((each) => each.replaceAll("\n", ""));
  await fc.assert(
    fc.asyncProperty(fc.array(text), fc.integer({ min: 1, max: 7 }), async (texts, size) => {
      const bytes = Buffer.from(texts.map((each) => `${each}\n`).join(""));
      expect(await all(readLines(chunksOf(bytes, size), 1000))).toEqual(
        texts.map((each, at) => ({ line: at + 1, text: each })),
      );
    }),
  );
});

test("the last line need not end, and of nothing there is no line", async () => {
  const bytes = Buffer.from("one\ntwo");
  expect(await all(readLines(chunksOf(bytes, 3), 10))).toEqual([
    { line: 1, text: "one" },
    { line: 2, text: "two" },
  ]);
  expect(await all(readLines(chunksOf(Buffer.from(""), 3), 10))).toEqual([]);
});

test("a line that is too long, or no UTF-8, is a fault of its own", async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${"x".repeat(11)}\nfine\n`),
    Buffer.from([0xff, 0xfe, 10]),
    Buffer.from("also fine"),
  ]);
  const found = await all(readLines(chunksOf(bytes, 4), 10));
  expect(found).toEqual([
    { line: 1, error: expect.objectContaining({ message: "Line 1 is longer than 10 bytes" }) },
    { line: 2, text: "fine" },
    { line: 3, error: expect.objectContaining({ message: "Line 3 is not in UTF-8" }) },
    { line: 4, text: "also fine" },
  ]);
});

test("a file is read line by line, one that is not there is told", async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, "lines");
  writeFileSync(file, "a\nb\n");
  expect(await all(readFileLines(file, 10))).toHaveLength(2);
  await expect(all(readFileLines(`${file}.txt`, 10))).rejects.toMatchObject({ code: "NOT_FOUND" });
});
