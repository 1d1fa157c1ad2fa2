import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";

import { resolveConfig } from "../../src/core/config-check.ts";
import { epicResponseSchema } from "../../src/schema/epic.ts";
import { personaRegistrationSchema } from "../../src/schema/registration.ts";
import { CONFIG } from "../fakes/config.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

const manual = readFileSync(resolve(import.meta.dirname, "../../docs/personas.md"), "utf8");
const blocks = (language: string): readonly string[] =>
  [...manual.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, text = ""]) => text,
  );

let box: Sandbox;
beforeAll(() => {
  box = openSandbox();
});
afterAll(() => box[Symbol.dispose]());

test("every command of the manual works as written", async () => {
  for (const commands of blocks("sh")) {
    const script = `set -e; mkdir -p .ai/personas\nepic() { $EPIC "$@"; }\n${commands}`;
    const { code, stderr } = await box.shell(script);
    expect({ commands, code, stderr }).toMatchObject({ code: 0 });
  }
  const { epic } = epicResponseSchema.parse(
    JSON.parse(readFileSync(join(box.cwd, "epic.json"), "utf8")),
  );
  expect(epic.personas.at(-1)).toMatchObject({
    persona: { name: "legal-counsel" },
    recommendations: [{ title: "State fees in the terms before charging them" }],
  });
});

test("every configuration of the manual is valid", () => {
  const configurations = blocks("yaml");
  expect(configurations).not.toHaveLength(0);
  for (const text of configurations) {
    resolveConfig(CONFIG, [{ origin: "the manual", values: parse(text) }]);
  }
});

test("the manual names every key of a persona, and of an agent", () => {
  for (const key of Object.keys(personaRegistrationSchema.shape)) {
    if (key === "schemaVersion" || key === "costCategory") continue;
    expect(manual).toContain(`\`${key}\``);
  }
});
