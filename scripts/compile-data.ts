import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { compileKnowledge } from "../src/rulebook/compile.ts";
import { nameItem } from "../src/rulebook/glossary.ts";
import { type CompiledHazards, compileHazards } from "../src/rulebook/hazards/compile.ts";
import { lintKnowledge } from "../src/rulebook/lint.ts";
import { indexLikeness } from "../src/rulebook/playbook/likeness-index.ts";
import {
  readyEstimation,
  readyFacet,
  readyPlaybook,
  readyPresuppositions,
} from "../src/rulebook/playbook/ready.ts";
import { configSchema } from "../src/schema/config.ts";
import { priceTableSchema } from "../src/schema/expense.ts";
import type { Facet } from "../src/schema/facet.ts";
import type { GlossaryEntry } from "../src/schema/glossary.ts";
import type { Knowledge } from "../src/schema/knowledge.ts";
import type { Playbook } from "../src/schema/playbook.ts";
import { workflowSchema } from "../src/schema/workflow.ts";
import { readKnowledge, readYaml } from "./read-knowledge.ts";

/**
 * Reads, validates and writes what ships as data: dist/defaults.js, dist/prices.js, and JSON for the
 * rulebook.
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
  writeModule(outDir, "prices", {
    prices: [
      readYaml("config/prices.yml", priceTableSchema),
      "import('../src/schema/expense.ts').PriceTable",
    ],
  });
  const sources = readKnowledge(".");
  const faults = lintKnowledge(sources);
  if (faults.length > 0) {
    throw new Error(
      `config/ has ${faults.length} faults:\n${faults.map((line) => `- ${line}`).join("\n")}`,
    );
  }
  writeHazards(join(outDir, "hazards"), compileHazards(sources.hazards, sources.lexicon));
  writePlaybooks(join(outDir, "playbooks"), sources.playbooks, sources.glossary);
  writeFacets(join(outDir, "facets"), sources.facets, sources.glossary);
  writeKnowledge(join(outDir, "knowledge"), compileKnowledge(sources));
}

/**
 * As a run needs it: who the personas are in every run, what the rulebook knows where it has to read
 * the description, the rules of a persona where the reading calls for them.
 */
function writeKnowledge(folder: string, knowledge: Knowledge): void {
  const { version, personas, ...rest } = knowledge;
  mkdirSync(join(folder, "rules"), { recursive: true });
  for (const { name, rules } of personas) {
    writeJson(join(folder, "rules", `${name}.json`), rules);
  }
  writeJson(join(folder, "personas.json"), {
    version,
    personas: personas.map(({ rules: _rules, ...persona }) => persona),
  });
  const presuppositions = readyPresuppositions(rest.presuppositions);
  const estimation = readyEstimation(rest.estimation);
  writeJson(join(folder, "reading.json"), { ...rest, estimation, presuppositions });
}

/** A file each, and one that finds those a description is like. What only the build needs stays here. */
function writePlaybooks(
  folder: string,
  playbooks: readonly Playbook[],
  glossary: readonly GlossaryEntry[],
): void {
  mkdirSync(folder, { recursive: true });
  writeJson(join(folder, "index.json"), indexLikeness(playbooks));
  for (const playbook of playbooks) {
    const lean = { ...playbook, hit: [], miss: [] };
    writeJson(join(folder, `${playbook.id}.json`), named(readyPlaybook(lean), glossary));
  }
}

/** As the playbooks: what shows them in one file, what is said of each in its own. */
function writeFacets(
  folder: string,
  facets: readonly Facet[],
  glossary: readonly GlossaryEntry[],
): void {
  mkdirSync(folder, { recursive: true });
  const ready = facets.map((facet) => readyFacet({ ...facet, hit: [], miss: [] }));
  const signs = ready.map(({ id, shown, except, covered }) => ({ id, shown, except, covered }));
  writeJson(join(folder, "index.json"), signs);
  for (const facet of ready) writeJson(join(folder, `${facet.id}.json`), named(facet, glossary));
}

const named = <T extends Pick<Playbook, "items">>(
  knowing: T,
  glossary: readonly GlossaryEntry[],
) => ({
  ...knowing,
  items: knowing.items.map((item) => nameItem(item, glossary)),
});

/** What finds them apart from what they say: most descriptions need neither. */
function writeHazards(folder: string, { index, texts }: CompiledHazards): void {
  mkdirSync(folder, { recursive: true });
  writeJson(join(folder, "index.json"), index);
  writeJson(join(folder, "texts.json"), texts);
}

/** A file of ASCII alone takes half the memory of one with a single character beyond Latin-1. */
function writeJson(file: string, value: unknown): void {
  writeFileSync(file, toAscii(JSON.stringify(value)));
}

/** One module of constants: JSON.parse of a literal starts faster than an object literal does. */
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
  return toAscii(json).replace(/[\\']/g, String.raw`\$&`);
}

const toAscii = (json: string): string =>
  json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
