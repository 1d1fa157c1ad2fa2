import * as fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";

import { canonicalJson } from "../../src/core/canonical-json.ts";
import { inSchemaOrder } from "../../src/core/schema-order.ts";
import { type EpicResponse, epicResponseSchema } from "../../src/schema/epic.ts";
import { anyAssessment, anyOutputs, epicOf } from "../fakes/any-epic.ts";

/** Every object with its keys in code-unit order, as a store gives them back. */
const sorted = (response: EpicResponse): EpicResponse => JSON.parse(canonicalJson(response));

test("an epic has its keys in the order of the schema, whatever order they came in", () => {
  fc.assert(
    fc.property(anyOutputs, anyAssessment, (outputs, assessed) => {
      const response = epicOf(outputs, assessed);
      const expected = JSON.stringify(epicResponseSchema.parse(response));
      expect(JSON.stringify(inSchemaOrder(response))).toBe(expected);
      expect(JSON.stringify(inSchemaOrder(sorted(response)))).toBe(expected);
    }),
  );
});

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

/** A value with every member that the schema knows, in its order. */
function fullest({ properties, items }: Shape): unknown {
  if (items !== undefined) return [fullest(items)];
  if (properties === undefined) return "value";
  const members = Object.entries(properties).map(([key, below]) => [key, fullest(below)]);
  return Object.fromEntries(members);
}

test("no member of the schema is left out, not even one that is rarely there", () => {
  const shape: Shape = JSON.parse(JSON.stringify(z.toJSONSchema(epicResponseSchema)));
  const full = JSON.stringify(fullest(shape));
  const epic: EpicResponse = JSON.parse(full);
  expect(full).toContain('"requestedBy"');
  expect(JSON.stringify(inSchemaOrder(sorted(epic)))).toBe(full);
});
