import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readTextFile, readTextStream } from "../../../src/adapters/files/read-text.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const limits = { what: "The description", maxBytes: 100, hint: "raise it" };

async function read(content: string | Uint8Array): Promise<string> {
  return await readTextFile(join(tempFolder({ "epic.txt": content }), "epic.txt"), limits);
}

test("a text comes back as it was written", async () => {
  expect(await read("Grüße, 世界\n")).toBe("Grüße, 世界\n");
  expect(await read("")).toBe("");
});

test("a byte order mark is dropped, and UTF-16 is understood by it", async () => {
  expect(await read("\uFEFFhello")).toBe("hello");
  expect(await read(Buffer.from("\uFEFFhällo", "utf16le"))).toBe("hällo");
  expect(await read(Buffer.from("\uFEFFhällo", "utf16le").swap16())).toBe("hällo");
});

test.each([
  ["UTF-8 text", Buffer.from("gr\xFC\xDFe", "latin1")],
  ["UTF-16 text", Buffer.from([0xff, 0xfe, 0x41])],
])("bytes that are no valid %s are refused", async (kind, bytes) => {
  await expect(read(bytes)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: `The description is not valid ${kind}`,
  });
});

test("a binary file is refused, with the place of its first NUL", async () => {
  await expect(read("PK\u0003\u0000\u0000")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: "The description is binary, not text: it holds a NUL at character 4",
  });
});

test("exactly the limit is taken, and one byte more is refused with the way to raise it", async () => {
  expect(await read("x".repeat(100))).toHaveLength(100);
  await expect(read("x".repeat(101))).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: "The description is larger than the limit of 100 bytes",
    hint: "raise it",
  });
});

test("a file without an end is refused at the limit", async () => {
  await expect(readTextFile("/dev/zero", limits)).rejects.toThrow("larger than the limit");
});

test("what is not there is not found", async () => {
  const missing = readTextFile(join(tempFolder(), "epic.txt"), limits);
  await expect(missing).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: "The description does not exist",
  });
});

test.each([
  ["folder", "is a folder"],
  ["circle", "is a circle of symbolic links"],
  ["file/below", "lies below something that is no folder"],
  ["x".repeat(300), "has too long a name"],
])("%s is named for what it is", async (path, reason) => {
  const folder = tempFolder({ file: "" });
  mkdirSync(join(folder, "folder"));
  symlinkSync("circle", join(folder, "circle"));
  await expect(readTextFile(join(folder, path), limits)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: `The description ${reason}`,
  });
});

test("a path that no system takes is refused", async () => {
  await expect(readTextFile("a\0b", limits)).rejects.toThrow("The description cannot be read");
});

test("a stream is read no further than the limit, and closed", async () => {
  let given = 0;
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        given += 1;
        yield new Uint8Array(40);
      }
    } finally {
      closed = true;
    }
  }
  await expect(readTextStream(endless(), limits)).rejects.toThrow("larger than the limit");
  expect({ given, closed }).toEqual({ given: 3, closed: true });
});

async function* chunks(...parts: readonly (readonly number[])[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Uint8Array.from(part);
}

test("a character that two chunks share is whole", async () => {
  expect(await readTextStream(chunks([0xe4, 0xb8], [0x96]), limits)).toBe("世");
});
