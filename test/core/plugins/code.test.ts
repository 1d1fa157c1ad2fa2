import { createHash } from "node:crypto";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { localReferences } from "../../../src/core/plugins/local-references.ts";
import { packageEntry } from "../../../src/core/plugins/package-entry.ts";
import { isPluginFile, isShipped } from "../../../src/core/plugins/shipped.ts";
import { codeHash, parseTrust, type TrustedFile } from "../../../src/core/trust/code-hash.ts";

test.each([
  ['import { a } from "./a.mjs";', ["./a.mjs"]],
  ["import '../shared/b.js'; export * from './c.mjs'", ["../shared/b.js", "./c.mjs"]],
  ["await import(`./d.mjs`); require('./e')", ["./d.mjs", "./e"]],
  ['new URL("./rules.json", import.meta.url); "./rules.json"', ["./rules.json"]],
  ["import 'node:fs'; import 'zod'; './`;`'", []],
  ["'./${name}.mjs'", []],
])("%s names %j beside it", (source, names) => {
  expect(localReferences(source)).toEqual(names);
});

test.each([
  [{}, "./index.js"],
  [{ main: "lib/plugin.js" }, "./lib/plugin.js"],
  [{ main: "" }, "./index.js"],
  [{ exports: null, main: "./a.js" }, "./a.js"],
  [{ exports: "./a.mjs", main: "b.js" }, "./a.mjs"],
  [{ exports: { ".": "./a.mjs", "./sub": "./b.mjs" } }, "./a.mjs"],
  [{ exports: { types: "./a.d.ts", import: "./a.mjs", require: "./a.cjs" } }, "./a.mjs"],
  [
    { exports: { ".": { browser: "./b.js", node: { require: "./c.cjs", import: "./n.mjs" } } } },
    "./n.mjs",
  ],
  [{ exports: { ".": [{ deno: "./d.ts" }, "./e.mjs"] } }, "./e.mjs"],
  [{ exports: { ".": { require: "./a.cjs" } } }, undefined],
  [{ exports: { "./sub": "./b.mjs" } }, undefined],
])("the package %j is imported by %s", (manifest, entry) => {
  expect(packageEntry(manifest)).toBe(entry);
});

test("what ships is known by name, and a path is no name", () => {
  expect(["cost-cap", "./cost-cap", "toString"].map(isShipped)).toEqual([true, false, false]);
  expect(["./a.mjs", "../a.mjs", "/a.mjs", "C:\\a.mjs", "a", "@b/c"].map(isPluginFile)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

const sum = (text: string) => createHash("sha256").update(text).digest("hex");

test("the hash of one file is its own, that of several what sha256sum prints of them", () => {
  const a = { path: "a.mjs", sha256: sum("a") };
  const b = { path: "b.mjs", sha256: sum("b") };
  expect(codeHash([a])).toBe(sum("a"));
  expect(codeHash([b, a])).toBe(sum(`${sum("a")}  a.mjs\n${sum("b")}  b.mjs\n`));
});

const files: fc.Arbitrary<TrustedFile[]> = fc.uniqueArray(
  fc.record({
    path: fc.stringMatching(/^[a-z]{1,5}$/),
    sha256: fc.constantFrom(sum("a"), sum("b")),
  }),
  { selector: ({ path }) => path, minLength: 2 },
);

test("the order in which files are found makes no difference, a change of any one does", () => {
  fc.assert(
    fc.property(files, fc.nat(), (all, at) => {
      expect(codeHash(all.toReversed())).toBe(codeHash(all));
      const changed = all.with(at % all.length, {
        path: all[at % all.length]!.path,
        sha256: sum("c"),
      });
      expect(codeHash(changed)).not.toBe(codeHash(all));
    }),
  );
});

test("hashes are read with or without their name, several at once", () => {
  const [a, b] = [sum("a"), sum("b")];
  expect(parseTrust("", "EPIC_TRUST")).toEqual([]);
  expect(parseTrust(`sha256:${a}, ${b.toUpperCase()}\n${a}`, "EPIC_TRUST")).toEqual([a, b, a]);
  expect(() => parseTrust("sha256:12", "--trust")).toThrow(
    expect.objectContaining({
      code: "INVALID_INPUT",
      message: '--trust holds "sha256:12", which is no sha256',
    }),
  );
});
