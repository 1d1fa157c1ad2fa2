import * as fc from "fast-check";
import { expect, test } from "vitest";

import { CACHE_POLICIES } from "../../src/cli/cache-flags.ts";
import { composeRequest } from "../../src/cli/compose-request.ts";
import type { CreateFlags } from "../../src/cli/create-flags.ts";
import { requestOfFlags } from "../../src/cli/flag-request.ts";
import { MODES, PRIORITIES } from "../../src/cli/request-flags.ts";
import { epicRequestSchema } from "../../src/schema/request.ts";

const text = fc.string({ minLength: 1 }).filter((value) => value.trim() !== "");
const flags: fc.Arbitrary<CreateFlags> = fc.record(
  {
    mode: fc.constantFrom(...MODES),
    enforceDevops: fc.constant(true),
    timeout: fc.integer({ min: 1, max: 10_000 }),
    exclude: fc.array(fc.constantFrom("architect", "devops-engineer")),
    cacheKey: text,
    cache: fc.constantFrom(...CACHE_POLICIES, false as const),
    priority: fc.constantFrom(...PRIORITIES),
    project: text,
    requestedBy: text,
    ticket: text,
  },
  { requiredKeys: [] },
);
const mode = fc.constantFrom(...MODES);

test("what flags alone ask for is what the schema makes of them", () => {
  fc.assert(
    fc.property(flags, text, mode, (given, description, defaultMode) => {
      const request = requestOfFlags(given, description, defaultMode);
      expect(epicRequestSchema.parse(request)).toEqual(request);
      expect(
        composeRequest({ flags: given, description, file: {}, personas: [], defaultMode }),
      ).toEqual(request);
    }),
  );
});

test("a request file that says all of it is taken as it is", () => {
  const file = epicRequestSchema.parse({
    description: "From the file",
    mode: "mvp",
    enforceDevops: true,
    options: { timeout: 3, cacheKey: "k", cache: "read", excludePersonas: ["architect"] },
    metadata: { requestedBy: "a", project: "b", priority: "low", ticket: "AEC-1" },
  });
  const parts = {
    flags: {},
    description: undefined,
    personas: [],
    defaultMode: "standard",
  } as const;
  expect(composeRequest({ ...parts, file })).toEqual(file);
});

test("a section of a request file that is no section is refused, whatever the flags say", () => {
  const file = { description: "An epic", options: "fast" };
  const parts = { description: undefined, personas: [], defaultMode: "standard" } as const;
  expect(() =>
    composeRequest({ ...parts, file, flags: { request: "r.json", timeout: 3 } }),
  ).toThrow("r.json: options must be a mapping");
});
