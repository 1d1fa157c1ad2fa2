import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";
import type { z } from "zod";

import { parseInput } from "../src/core/parse.ts";
import { configSchema } from "../src/schema/config.ts";
import { workflowSchema } from "../src/schema/workflow.ts";

/** Reads, validates and writes what ships as data: dist/defaults.js. Throws on the first fault. */
export function compileData(outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  const config = read("config/epic-creator-v2.yml", configSchema);
  const workflows = readdirSync("workflows").map((file) =>
    read(join("workflows", file), workflowSchema),
  );
  writeModule(outDir, "defaults", {
    config: [config, "import('./types/schema/config.js').Config"],
    workflows: [workflows, "readonly import('./types/schema/workflow.js').Workflow[]"],
  });
}

function read<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  return parseInput(schema, parse(readFileSync(file, "utf8")), file);
}

/** One module of constants. JSON.parse of a literal starts faster than an object literal does. */
function writeModule(
  outDir: string,
  name: string,
  constants: Record<string, readonly [value: unknown, type: string]>,
): void {
  const entries = Object.entries(constants);
  const code = entries.map(
    ([key, [value]]) =>
      `export const ${key} = JSON.parse(${JSON.stringify(JSON.stringify(value))});\n`,
  );
  const types = entries.map(([key, [, type]]) => `export declare const ${key}: ${type};\n`);
  writeFileSync(join(outDir, `${name}.js`), code.join(""));
  writeFileSync(join(outDir, `${name}.d.ts`), types.join(""));
}
