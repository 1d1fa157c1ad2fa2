import { join } from "node:path";

import { expect, test } from "vitest";

import { parseYaml, readYamlFile } from "../../../src/adapters/files/yaml-file.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const TEXT = `# a comment
coordination:
  defaultMode: mvp
  tags: [one, two]
personas: &all
  architect:
    timeout: 20
others: *all
`;

test("YAML comes back as a value", async () => {
  const { value } = await parseYaml(TEXT, "c.yml");
  expect(value).toMatchObject({
    coordination: { defaultMode: "mvp", tags: ["one", "two"] },
    others: { architect: { timeout: 20 } },
  });
});

test("JSON is YAML", async () => {
  const { value, locate } = await parseYaml('{\n  "a": {"b": 1}\n}', "c.json");
  expect(value).toEqual({ a: { b: 1 } });
  expect(locate(["a", "b"], "value")).toBe("c.json:2:14");
});

test("an empty file, or one of comments, is nothing", async () => {
  const { value, locate } = await parseYaml("# nothing yet\n", "c.yml");
  expect(value).toBeNull();
  expect(locate(["coordination"], "value")).toBe("c.yml:1:1");
});

test.each([
  [["coordination", "defaultMode"], "value", "3:16"],
  [["coordination", "defaultMode"], "key", "3:3"],
  [["coordination", "tags", 1], "value", "4:15"],
  [["coordination", "missing", "deeper"], "value", "3:3"],
  [["personas"], "key", "5:1"],
  [["others", "architect", "timeout"], "value", "7:14"],
  [[], "value", "2:1"],
] as const)("%j, its %s, stands at %s", async (path, part, place) => {
  const { locate } = await parseYaml(TEXT, "c.yml");
  expect(locate(path, part)).toBe(`c.yml:${place}`);
});

test.each([
  ["a: 1\na: 2\n", 'c.yml:2:1: the key "a" stands a second time in its mapping'],
  ["a:\n  b: [1, 2\n", "c.yml:3:1: the [ before this is not closed by a ]"],
  ['{"a": 1', "c.yml:1:8: the { before this is not closed by a }"],
  ['a: "x\nb: 2\n', 'c.yml:3:1: the text that begins with " before this has no closing "'],
  ["a:\n    b: 1\n  c: 2\n", "c.yml:3:1: this line is indented differently"],
  ["a:\n\tb: 1\n", "c.yml:2:1: a tab indents this line"],
  ["a:\n  - 1\n - 2\n", "c.yml:3:1: this item is indented differently from the list"],
  ["a: b: c\n", "c.yml:1:4: a key with a value of its own stands inside this value"],
  ["a:b\nc: 1\n", 'c.yml:1:1: no colon follows "a:b"'],
  ["a: @x\n", "c.yml:1:4: a value cannot begin with @"],
  ["a: 'x' y\n", 'c.yml:1:8: "y" cannot stand here'],
  ['{"a": 1 "b": 2}', "c.yml:1:7: a comma is missing"],
  ["a: !color red\n", "c.yml:1:4: Unresolved tag: !color"],
  ["a: *nowhere\n", "c.yml:1:4: *nowhere is an alias of nothing"],
  ["a: &x\n  b: [*x]\n", "c.yml:2:7: *x is an alias of what it lies in"],
  ["a: &x &y 1\n", "c.yml:1:7: A node can have at most one anchor"],
  ["a: 1\n---\nb: 2\n", "c.yml:2:1: a second document begins with ---"],
])("%j is refused with line and column", async (text, message) => {
  await expect(parseYaml(text, "c.yml")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining(message),
    hint: expect.stringMatching(/./),
  });
});

test("a few lines cannot grow into gigabytes by aliases", async () => {
  const levels = Array.from(
    { length: 9 },
    (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(10)}]`,
  );
  const bomb = ["l0: &l0 boom", ...levels].join("\n");
  await expect(parseYaml(bomb, "c.yml")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: "c.yml is too deeply nested or repeats itself too often by aliases",
  });
});

test("nesting without end is refused, not a crash", async () => {
  await expect(parseYaml("[".repeat(50_000), "c.yml")).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});

test("a file too large to have been written by hand is refused", async () => {
  const folder = tempFolder({ "c.yml": `a: ${"x".repeat(600_000)}` });
  await expect(readYamlFile(join(folder, "c.yml"), "c.yml")).rejects.toThrow(
    "c.yml is larger than the limit of 524288 bytes",
  );
});
