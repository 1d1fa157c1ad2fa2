import { expect, test } from "vitest";

import { keptConfiguration } from "../../src/core/kept-configuration.ts";
import { configSchema } from "../../src/schema/config.ts";
import { CONFIG } from "../fakes/config.ts";

const kept = (rest: object): Record<string, unknown> =>
  JSON.parse(keptConfiguration(configSchema.parse({ ...CONFIG, ...rest })).body);

test("a configuration without secrets is kept as it is", () => {
  expect(kept({})).toEqual(CONFIG);
  expect(keptConfiguration(CONFIG)).toEqual(keptConfiguration(structuredClone(CONFIG)));
});

test("headers, and what looks like a key, are not kept; names of variables are", () => {
  const house = {
    type: "openai",
    apiKeyEnv: "HOUSE_KEY",
    headers: { "x-tenant": "tenant-4711" },
  };
  const script = { type: "agent", command: ["node", "--token=sk-test-0123456789abcdef0123"] };
  expect(kept({ providers: { house, script } })["providers"]).toMatchObject({
    house: { apiKeyEnv: "HOUSE_KEY", headers: { "x-tenant": "[redacted]" } },
    script: { command: ["node", "--token=[redacted]"] },
  });
});
