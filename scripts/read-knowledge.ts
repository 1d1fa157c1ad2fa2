import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";
import type { z } from "zod";

import { parseInput } from "../src/core/parse.ts";
import type { KnowledgeSources } from "../src/rulebook/compile.ts";
import { estimationSchema } from "../src/schema/estimation.ts";
import { facetFileSchema } from "../src/schema/facet.ts";
import { glossaryFileSchema } from "../src/schema/glossary.ts";
import { hazardFileSchema, lexiconSchema } from "../src/schema/hazard.ts";
import { signalsFileSchema, standardsFileSchema } from "../src/schema/knowledge.ts";
import {
  type Playbook,
  playbookFileSchema,
  presuppositionsFileSchema,
} from "../src/schema/playbook.ts";
import { personaRegistrationSchema } from "../src/schema/registration.ts";

/** Reads what config/ holds for the rulebook. Throws on the first file that does not fit its schema. */
export function readKnowledge(root: string): KnowledgeSources {
  const personas = join(root, "config/personas");
  const hazards = join(root, "config/knowledge/hazards");
  const facets = join(root, "config/knowledge/facets");
  return {
    signals: readYaml(join(root, "config/knowledge/signals.yml"), signalsFileSchema),
    estimation: readYaml(join(root, "config/knowledge/estimation.yml"), estimationSchema),
    glossary: readYaml(join(root, "config/knowledge/glossary.yml"), glossaryFileSchema).glossary,
    standards: readYaml(join(root, "config/knowledge/standards.yml"), standardsFileSchema),
    playbooks: ["playbooks", "genres"].flatMap((folder) =>
      readPlaybooks(join(root, "config/knowledge", folder)),
    ),
    facets: readdirSync(facets)
      .toSorted()
      .flatMap((file) => readYaml(join(facets, file), facetFileSchema).facets),
    hazards: readdirSync(hazards)
      .toSorted()
      .map((file) => readYaml(join(hazards, file), hazardFileSchema)),
    lexicon: readYaml(join(root, "config/knowledge/lexicon.yml"), lexiconSchema),
    presuppositions: readYaml(
      join(root, "config/knowledge/presuppositions.yml"),
      presuppositionsFileSchema,
    ).presuppositions,
    personas: readdirSync(personas)
      .toSorted()
      .map((file) => readYaml(join(personas, file), personaRegistrationSchema)),
  };
}

function readPlaybooks(folder: string): readonly Playbook[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => readYaml(join(folder, file), playbookFileSchema).playbooks);
}

export function readYaml<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  return parseInput(schema, parse(readFileSync(file, "utf8")), file);
}
