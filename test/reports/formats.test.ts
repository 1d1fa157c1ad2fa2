import * as fc from "fast-check";
import { expect, test } from "vitest";

import { loadRenderer } from "../../src/reports/formats.ts";
import { jsonParts } from "../../src/reports/json.ts";
import { type EpicResponse, epicResponseSchema } from "../../src/schema/epic.ts";
import { enterpriseEpic } from "./epics/enterprise.ts";

test("JSON holds the whole epic and nothing else", async () => {
  const render = await loadRenderer.json();
  const read: unknown = JSON.parse([...render(enterpriseEpic())].join(""));
  expect(epicResponseSchema.parse(read)).toEqual(enterpriseEpic());
});

test("every format ends in exactly one line break", async () => {
  for (const load of Object.values(loadRenderer)) {
    const render = await load();
    expect([...render(enterpriseEpic())].join("")).toMatch(/[^\n]\n$/);
  }
});

test("JSON comes in parts, none of them much larger than a persona, and reads as if in one piece", () => {
  const epic = enterpriseEpic();
  const parts = [...jsonParts(epic)];
  expect(parts.join("")).toBe(`${JSON.stringify(epic, undefined, 2)}\n`);
  const sizes = epic.epic.personas.map((persona) => JSON.stringify(persona, undefined, 8).length);
  const rest = JSON.stringify({ ...epic.epic, personas: [] }, undefined, 8).length;
  for (const part of parts) expect(part.length).toBeLessThanOrEqual(Math.max(...sizes, rest));
  expect(parts.length).toBeGreaterThan(epic.epic.personas.length);
});

test("any epic is the same text in parts as in one piece", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const odd = { epic: { personas: [one, { a: other, b: undefined }], none: undefined }, one };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever shape it has
      const parts = [...jsonParts(odd as unknown as EpicResponse)];
      expect(parts.join("")).toBe(`${JSON.stringify(odd, undefined, 2)}\n`);
    }),
  );
});
