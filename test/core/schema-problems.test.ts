import { expect, test } from "vitest";
import { z } from "zod";

import { schemaProblems } from "../../src/core/schema-problems.ts";

const told = (schema: z.ZodType, value: unknown): readonly string[] =>
  schemaProblems(schema, value).map(({ message }) => message);

test("a value that fits has no problems", () => {
  expect(schemaProblems(z.string(), "text")).toEqual([]);
});

const name = z.string().regex(/^[a-z]+$/, "must be lower-case");

test.each([
  ["soon", 'must be a number, not "soon"', z.number()],
  [1.5, "must be a whole number, not 1.5", z.int()],
  [1, "must be true or false, not 1", z.boolean()],
  [true, "must be text, not true", z.string()],
  [{}, "must be a list, not a mapping", z.array(z.string())],
  [[], "must be a mapping, not a list", z.strictObject({})],
  [null, "must be a mapping, not empty", z.record(z.string(), z.string())],
  [1, "must be map, not 1", z.map(z.string(), z.string())],
  ["d", 'must be a, b or c, not "d"', z.enum(["a", "b", "c"])],
  ["1.0", 'must be 2.0, not "1.0"', z.literal("2.0")],
  [true, "must be a number or text, not true", z.union([z.int(), z.string()])],
  [
    { a: 2, b: "" },
    "is not right: Invalid input",
    z.union([z.object({ a: z.literal(1) }), z.object({ b: z.string().min(2), c: z.int() })]),
  ],
  [0, "must be more than 0, not 0", z.number().positive()],
  [0, "must be at least 1, not 0", z.number().min(1)],
  [5, "must be less than 5, not 5", z.number().lt(5)],
  [6, "must be at most 5, not 6", z.number().max(5)],
  ["", "must have 1 or more characters", z.string().min(1)],
  ["abc", "must have no more than 2 characters", z.string().max(2)],
  [[], "must have 1 or more entries", z.array(z.int()).min(1)],
  [[1, 2], "must have no more than 1 entries", z.array(z.int()).max(1)],
  ["A", 'must be lower-case, not "A"', name],
  [" ", "must not be blank", z.string().refine(() => false, "must not be blank")],
  ["x", "is not right: low is above high", z.string().refine(() => false, "low is above high")],
])("of %j it is told that it %s", (value, fault, schema) => {
  expect(told(z.strictObject({ field: schema }), { field: value })).toEqual([`field ${fault}`]);
});

test("a field that is not there is missing", () => {
  expect(
    told(z.strictObject({ rules: z.array(z.strictObject({ id: name })) }), { rules: [{}] }),
  ).toEqual(["rules[0].id is missing"]);
});

test("what is no mapping at all is told as a whole", () => {
  expect(told(z.strictObject({}), 3)).toEqual(["the whole must be a mapping, not 3"]);
});

test("a long value is cut", () => {
  expect(told(z.number(), "x".repeat(1000))[0]).toHaveLength(
    `the whole must be a number, not ""...`.length + 60,
  );
});

test("a key that is not a name is told as a key", () => {
  const schema = z.strictObject({ personas: z.partialRecord(name, z.strictObject({})) });
  expect(schemaProblems(schema, { personas: { "A B": {} } })).toEqual([
    {
      path: ["personas", "A B"],
      part: "key",
      message: "personas.A B has a name that must be lower-case",
      hint: undefined,
    },
  ]);
});

test("a misspelt key is told before the key that is missing because of it", () => {
  const schema = z.strictObject({
    personas: z.record(name, z.strictObject({ areas: z.array(z.strictObject({ title: name })) })),
  });
  const value = { personas: { a: { areas: [{ titel: "x" }] } } };
  expect(schemaProblems(schema, value)).toEqual([
    {
      path: ["personas", "a", "areas", 0, "titel"],
      part: "key",
      message: 'unknown key "titel" in personas.a.areas[0]',
      hint: 'Did you mean "title"?',
    },
    {
      path: ["personas", "a", "areas", 0, "title"],
      part: "value",
      message: "personas.a.areas[0].title is missing",
      hint: undefined,
    },
  ]);
});

test("a choice suggests the nearest one, but only for text", () => {
  const [near, far] = [z.enum(["mvp", "standard"]), z.literal(1)].map(
    (schema) => schemaProblems(schema, schema instanceof z.ZodEnum ? "mpv" : 2)[0],
  );
  expect(near?.hint).toBe('Did you mean "mvp"?');
  expect(far?.hint).toBeUndefined();
});

test("a key that stands where it does not belong is not repeated", () => {
  const schema = z.strictObject({ apiKeyEnv: z.string().regex(/^[A-Z_]+$/, "must be a variable") });
  const [problem] = schemaProblems(schema, { apiKeyEnv: "sk-test-0123456789abcdef0123" });
  expect(problem?.message).toBe('apiKeyEnv must be a variable, not "[redacted]"');
});

const KINDS = z.strictObject({
  by: z.record(
    z.string(),
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("agent"), command: z.string().optional() }),
      z.strictObject({ type: z.literal("human"), who: z.string().optional() }),
    ]),
  ),
});

test("of a mapping of several kinds it is told which there are, and which keys its own has", () => {
  expect(schemaProblems(KINDS, { by: { x: { type: "agnt" } } })).toMatchObject([
    { message: 'by.x.type must be agent or human, not "agnt"', hint: 'Did you mean "agent"?' },
  ]);
  expect(schemaProblems(KINDS, { by: { x: {} } })).toMatchObject([
    { message: "by.x.type is missing" },
  ]);
  expect(schemaProblems(KINDS, { by: { x: { type: "agent", comand: "a" } } })).toMatchObject([
    { message: 'unknown key "comand" in by.x', hint: 'Did you mean "command"?' },
  ]);
  expect(schemaProblems(KINDS, { by: { x: { type: "human", zzz: 1 } } })).toMatchObject([
    { hint: "Known keys in by.x: type, who" },
  ]);
});
