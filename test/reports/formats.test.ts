import { expect, test } from "vitest";

import { renderers } from "../../src/reports/formats.ts";
import { epicResponseSchema } from "../../src/schema/epic.ts";
import { enterpriseEpic } from "./epics/enterprise.ts";

test("JSON holds the whole epic and nothing else", () => {
  expect(epicResponseSchema.parse(JSON.parse(renderers.json(enterpriseEpic())))).toEqual(
    enterpriseEpic(),
  );
});

test("every format ends in exactly one line break", () => {
  for (const render of Object.values(renderers)) {
    expect(render(enterpriseEpic())).toMatch(/[^\n]\n$/);
  }
});
