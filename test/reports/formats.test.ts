import { expect, test } from "vitest";

import { loadRenderer } from "../../src/reports/formats.ts";
import { epicResponseSchema } from "../../src/schema/epic.ts";
import { enterpriseEpic } from "./epics/enterprise.ts";

test("JSON holds the whole epic and nothing else", async () => {
  const render = await loadRenderer.json();
  const read: unknown = JSON.parse(render(enterpriseEpic()));
  expect(epicResponseSchema.parse(read)).toEqual(enterpriseEpic());
});

test("every format ends in exactly one line break", async () => {
  for (const load of Object.values(loadRenderer)) {
    const render = await load();
    expect(render(enterpriseEpic())).toMatch(/[^\n]\n$/);
  }
});
