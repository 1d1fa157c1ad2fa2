import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { compileKnowledge } from "../src/rulebook/compile.ts";
import { type CompiledHazards, compileHazards } from "../src/rulebook/hazards/compile.ts";
import { lintKnowledge } from "../src/rulebook/lint.ts";
import { configSchema } from "../src/schema/config.ts";
import type { Knowledge } from "../src/schema/knowledge.ts";
import type { Playbook } from "../src/schema/playbook.ts";
import { workflowSchema } from "../src/schema/workflow.ts";
import { readKnowledge, readYaml } from "./read-knowledge.ts";

/**
 * Reads, validates and writes what ships as data: dist/defaults.js and dist/knowledge.js.
 * Throws where a file does not fit its schema, or with all faults that the lint found.
 */
export function compileData(outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  const config = readYaml("config/epic-creator-v2.yml", configSchema);
  const workflows = readdirSync("workflows").map((file) =>
    readYaml(join("workflows", file), workflowSchema),
  );
  writeModule(outDir, "defaults", {
    config: [config, "import('../src/schema/config.ts').Config"],
    workflows: [workflows, "readonly import('../src/schema/workflow.ts').Workflow[]"],
  });
  const sources = readKnowledge(".");
  const faults = lintKnowledge(sources);
  if (faults.length > 0) {
    throw new Error(
      `config/ has ${faults.length} faults:\n${faults.map((line) => `- ${line}`).join("\n")}`,
    );
  }
  writeHazards(join(outDir, "hazards"), compileHazards(sources.hazards, sources.lexicon));
  writePlaybooks(join(outDir, "playbooks"), sources.playbooks);
  writeKnowledge(outDir, compileKnowledge(sources));
}

/**
 * The rules of a persona and the signs of a kind are parsed when they are asked for: most runs need
 * none of the rules and the signs of a few kinds, and parsing all would take longer than the review.
 */
function writeKnowledge(outDir: string, knowledge: Knowledge): void {
  const eager = {
    ...knowledge,
    personas: knowledge.personas.map(({ rules: _rules, ...persona }) => persona),
    kinds: knowledge.kinds.map(({ signs: _signs, ...kind }) => kind),
  };
  const lazily = [
    ...knowledge.personas.map(({ rules }, at) => lazy(`knowledge.personas[${at}]`, "rules", rules)),
    ...knowledge.kinds.map(({ signs }, at) => lazy(`knowledge.kinds[${at}]`, "signs", signs)),
  ];
  writeModule(outDir, "knowledge", {
    knowledge: [eager, "import('../src/schema/knowledge.ts').Knowledge"],
  });
  appendFileSync(join(outDir, "knowledge.js"), `${LAZY}${lazily.join("")}`);
}

/** A member that parses itself when it is first read, and then is a plain one. */
const LAZY = `function lazy(owner, key, json) {
  const define = (member) => Object.defineProperty(owner, key, { configurable: true, enumerable: true, ...member });
  define({ get() { const value = JSON.parse(json); define({ value, writable: true }); return value; } });
}
`;

const lazy = (owner: string, key: string, value: unknown): string =>
  `lazy(${owner}, "${key}", '${toLiteral(JSON.stringify(value))}');\n`;

/** A file each: a review loads the few whose kind it recognises. What only the build needs stays here. */
function writePlaybooks(folder: string, playbooks: readonly Playbook[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { hit: _hit, miss: _miss, ...playbook } of playbooks) {
    writeFileSync(join(folder, `${playbook.id}.json`), JSON.stringify(playbook));
  }
}

/** What finds them apart from what they say: most descriptions need neither. */
function writeHazards(folder: string, { index, texts }: CompiledHazards): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.json"), JSON.stringify(index));
  writeFileSync(join(folder, "texts.json"), JSON.stringify(texts));
}

/**
 * One module of constants. JSON.parse of a literal starts faster than an object literal does, and a
 * file of ASCII alone takes half the memory of one with a single character beyond Latin-1.
 */
function writeModule(
  outDir: string,
  name: string,
  constants: Record<string, readonly [value: unknown, type: string]>,
): void {
  const entries = Object.entries(constants);
  const code = entries.map(
    ([key, [value]]) =>
      `export const ${key} = JSON.parse('${toLiteral(JSON.stringify(value))}');\n`,
  );
  const types = entries.map(([key, [, type]]) => `export declare const ${key}: ${type};\n`);
  writeFileSync(join(outDir, `${name}.js`), code.join(""));
  writeFileSync(join(outDir, `${name}.d.ts`), types.join(""));
}

/** JSON between single quotes: it is full of double ones. */
function toLiteral(json: string): string {
  return json
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/[\\']/g, String.raw`\$&`);
}
