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
  ["a: 1\na: 2\n", "c.yml:2:1: Map keys must be unique"],
  ["a:\n  b: [1, 2\n", "c.yml:3:1: "],
  ["a: b: c\n", "c.yml:1:4: "],
  ["a: !color red\n", "c.yml:1:4: Unresolved tag: !color"],
  ["a: *nowhere\n", "c.yml:1:4: *nowhere is an alias of nothing"],
  ["a: &x\n  b: [*x]\n", "c.yml:2:7: *x is an alias of what it lies in"],
  ["a: 1\n---\nb: 2\n", "c.yml:2:1: "],
])("%j is refused with line and column", async (text, message) => {
  await expect(parseYaml(text, "c.yml")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining(message),
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
