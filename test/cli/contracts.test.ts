import { expect, test } from "vitest";
import { z } from "zod";

import { CONTRACTS, jsonSchemaOf } from "../../src/cli/contracts.ts";
import { CONFIG } from "../fakes/config.ts";

test.each(Object.keys(CONTRACTS))("%s can be printed as JSON Schema", (name) => {
  expect(JSON.parse(JSON.stringify(jsonSchemaOf(name)))).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: name,
    type: "object",
  });
});

test("upper and lower case make no difference", () => {
  expect(jsonSchemaOf("epicresponse")).toEqual(jsonSchemaOf("EpicResponse"));
});

test("a name that is near a contract suggests it, any other the list", () => {
  expect(() => jsonSchemaOf("EpicRespnse")).toThrow(
    expect.objectContaining({ code: "NOT_FOUND", hint: 'Did you mean "EpicResponse"?' }),
  );
  expect(() => jsonSchemaOf("Zebra")).toThrow(
    expect.objectContaining({ hint: "epic schema lists them" }),
  );
});

test("a name that every object has is no contract", () => {
  expect(() => jsonSchemaOf("constructor")).toThrow('No contract has the name "constructor"');
});

test("of a configuration file nothing is required, of a request only the description", () => {
  expect(JSON.stringify(jsonSchemaOf("Config"))).not.toContain('"required":[');
  expect(jsonSchemaOf("EpicRequest")).toMatchObject({ required: ["description"] });
});

test("what the schema of the configuration says, zod can read back and agrees to", () => {
  const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(jsonSchemaOf("Config"))));
  expect(schema.safeParse(CONFIG).success).toBe(true);
  expect(schema.safeParse({ gate: { failOn: "critical" } }).success).toBe(true);
  expect(schema.safeParse({ gate: { failOn: "sometimes" } }).success).toBe(false);
});
