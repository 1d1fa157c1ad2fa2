import { join } from "node:path";

import { expect, test } from "vitest";

import { readPersonaFile, readRequestFile } from "../../../src/adapters/files/document-file.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const PERSONA = `name: legal-counsel
title: Legal counsel
reviewOrder: 7
focusAreas:
  - {id: terms, title: Terms, asks: Who agrees to what}
`;

const write = (content: string): string => join(tempFolder({ "in.yml": content }), "in.yml");

const personaOf = (file: string) => readPersonaFile(file, { name: file, providers: {} });

test("a persona file becomes a registration with the defaults filled in", async () => {
  expect(await personaOf(write(PERSONA))).toMatchObject({
    name: "legal-counsel",
    required: false,
    supportedModes: ["mvp", "standard", "enterprise"],
    rules: [],
  });
});

test("a field that does not fit is told with file, line, column and field", async () => {
  const file = write(PERSONA.replace("reviewOrder: 7", "reviewOrder: last\nrequred: true"));
  await expect(personaOf(file)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: `${file}:4:1: unknown key "requred" (and 1 more)`,
    hint: 'Did you mean "required"?',
  });
});

test("an empty persona file is told to lack its fields", async () => {
  const file = write("");
  await expect(personaOf(file)).rejects.toThrow(`${file}:1:1: the whole must be a mapping`);
});

test("a request comes without the defaults, so that flags may still speak", async () => {
  expect(await readRequestFile(write('{"description": "An epic"}'))).toEqual({
    description: "An epic",
  });
});

test("a request with a wrong mode is told with the nearest one", async () => {
  const file = write('{"description": "An epic",\n "mode": "enterprize"}');
  await expect(readRequestFile(file)).rejects.toMatchObject({
    message: `${file}:2:10: mode must be mvp, standard or enterprise, not "enterprize"`,
    hint: 'Did you mean "enterprise"?',
  });
});

test("a request may hold a description of a megabyte", async () => {
  const description = "x".repeat(1_000_000);
  expect(await readRequestFile(write(JSON.stringify({ description })))).toEqual({ description });
});
