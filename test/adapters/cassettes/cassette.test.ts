import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { recordingCassette, replayingCassette } from "../../../src/adapters/cassettes/cassette.ts";
import {
  beginTape,
  readExchange,
  readHeader,
  writeExchange,
} from "../../../src/adapters/cassettes/tape-files.ts";
import { EpicError } from "../../../src/core/errors.ts";
import type { TapedAsking } from "../../../src/ports/cassette.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const HEADER = { version: 1, startedAt: "2026-11-20T10:00:00.000Z", seed: "s" } as const;
const question = (persona: string, text = "Why?") => ({
  persona,
  provider: "p",
  request: { text },
});

function answering(answer: unknown): TapedAsking<unknown> {
  return {
    ask: () => Promise.resolve(answer),
    parse: (given) => given,
    secrets: () => ["hidden word"],
  };
}

const nobody: TapedAsking<unknown> = {
  ask: () => Promise.reject(new Error("nobody may be asked")),
  parse: (given) => given,
  secrets: () => [],
};

test("what was asked is answered again, in the order of each persona, and nobody is asked", async () => {
  const folder = tempFolder();
  const record = recordingCassette(folder);
  await record.exchange(question("a"), answering({ n: 1 }));
  await record.exchange(question("b"), answering("two"));
  await record.exchange(question("a", "Again?"), answering([3]));
  expect(readdirSync(folder).toSorted()).toEqual(["a.1.yml", "a.2.yml", "b.1.yml"]);
  const replay = replayingCassette(folder);
  expect(await replay.exchange(question("b"), nobody)).toBe("two");
  expect(await replay.exchange(question("a"), nobody)).toEqual({ n: 1 });
  expect(await replay.exchange(question("a", "Again?"), nobody)).toEqual([3]);
});

test("any exchange is the same after it was written and read", () => {
  const folder = tempFolder();
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom("a\n  b \n", "---\n", "\t\r\n", "- x: y", "\u0085", "'\"", "~"),
  );
  const json = fc
    .jsonValue({ stringUnit: "grapheme" })
    .map((value) => JSON.stringify(value))
    // A name that no schema lets through.
    .filter((value) => !value.includes("__proto__"));
  fc.assert(
    fc.property(text, json, (request, answer) => {
      const exchange = {
        persona: "a",
        provider: "p",
        request: { text: request },
        answer: JSON.parse(answer),
      };
      writeExchange(folder, "a.1.yml", exchange);
      expect(readExchange(folder, "a.1.yml")).toEqual(exchange);
    }),
  );
});

test("long texts are kept line by line, and secrets are not kept", async () => {
  const folder = tempFolder();
  const text = "First line\n\n  indented: yes\nthe hidden word";
  await recordingCassette(folder).exchange(question("a", text), answering({ text }));
  const kept = readFileSync(join(folder, "a.1.yml"), "utf8");
  expect(kept).toContain("First line\n\n      indented: yes\n");
  expect(kept).not.toContain("hidden word");
  const replayed = await replayingCassette(folder).exchange(
    question("a", text.replace("hidden word", "[redacted]")),
    nobody,
  );
  expect(replayed).toEqual({ text: text.replace("hidden word", "[redacted]") });
});

function failing(error: Error): TapedAsking<unknown> {
  const ask = async () => {
    throw error;
  };
  return { ...nobody, ask };
}

test("a failure is part of the record; giving up is not", async () => {
  const folder = tempFolder();
  const record = recordingCassette(folder);
  const busy = new EpicError("PERSONA_UNAVAILABLE", "busy", { hint: "wait", retryAfterMs: 60_000 });
  await expect(record.exchange(question("a"), failing(busy))).rejects.toBe(busy);
  const enough = new EpicError("CANCELLED", "enough");
  await expect(record.exchange(question("b"), failing(enough))).rejects.toBe(enough);
  await expect(record.exchange(question("c"), failing(new Error("odd")))).rejects.toThrow("odd");
  const replay = replayingCassette(folder);
  await expect(replay.exchange(question("a"), nobody)).rejects.toMatchObject({
    code: "PERSONA_UNAVAILABLE",
    message: "busy",
    hint: "wait",
    retryAfterMs: undefined,
  });
  await expect(replay.exchange(question("b"), nobody)).rejects.toThrow("has no exchange b.1.yml");
  await expect(replay.exchange(question("c"), nobody)).rejects.toThrow("odd");
});

test("another question than was recorded is told with its exchange and line", async () => {
  const folder = tempFolder();
  await recordingCassette(folder).exchange(question("a", "one\ntwo"), answering(1));
  await expect(
    replayingCassette(folder).exchange(question("a", "one\nthree"), nobody),
  ).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: `The exchange a.1.yml of ${folder} no longer matches: request.text differs in line 2: it was "two", and is "three"`,
    hint: "record again with --record, or take back what was changed",
  });
});

test("a new record takes the place of an older one, and of nothing else", () => {
  const folder = tempFolder({ "tape.yml": "old", "a.3.yml": "old" });
  beginTape(folder, HEADER);
  expect(readdirSync(folder)).toEqual(["tape.yml"]);
  expect(readHeader(folder)).toEqual(HEADER);
  const other = tempFolder({ "package.json": "{}" });
  expect(() => beginTape(other, HEADER)).toThrow(`${other} is no record: it holds package.json`);
  expect(readdirSync(other)).toEqual(["package.json"]);
});

test("a folder that is none, or holds no record, is told so", () => {
  const folder = tempFolder({ file: "x" });
  expect(() => readHeader(join(folder, "none"))).toThrow("There is no record in");
  expect(() => beginTape(join(folder, "file"), HEADER)).toThrow("cannot be used");
  writeFileSync(join(folder, "tape.yml"), "version: 2");
  expect(() => readHeader(folder)).toThrow("tape.yml is no record: version: ");
  writeFileSync(join(folder, "a.1.yml"), "{");
  expect(() => readExchange(folder, "a.1.yml")).toThrow("cannot be used");
  mkdirSync(join(folder, "b.1.yml"));
  expect(() => readExchange(folder, "b.1.yml")).toThrow("cannot be used");
});
