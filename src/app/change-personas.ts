import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { config as defaults, workflows } from "#defaults";

import { loadConfig } from "../adapters/files/load-config.ts";
import { findPlaces, PERSONAS_FOLDER, shownPath } from "../adapters/files/places.ts";
import { personaExample } from "../adapters/personas/example.ts";
import { findPack, openPack, recordPack } from "../adapters/personas/packs.ts";
import {
  isPersonaFile,
  readEntry,
  readRegistry,
  type RegistryPlace,
} from "../adapters/personas/read-registry.ts";
import { EpicError } from "../core/errors.ts";
import { parseInput } from "../core/parse.ts";
import type { PersonaPack } from "../schema/persona-pack.ts";
import { personaNameSchema } from "../schema/vocabulary.ts";
import type { PersonasOptions } from "./personas.ts";
import { linter } from "./registry.ts";

/** Writes an example of a persona, and answers with its file. Nothing is overwritten. */
export async function newPersona({ cwd, env }: PersonasOptions, given: string): Promise<string> {
  const name = parseInput(personaNameSchema, given, `The name ${given}`);
  if (workflows.some(({ personas }) => personas.some((persona) => persona.name === name))) {
    throw new EpicError("INVALID_INPUT", `${name} ships, and a file of its name takes its place`, {
      hint: `choose another name; personas.${name} of the configuration changes who answers for it`,
    });
  }
  const { root } = findPlaces(cwd, env);
  const file = join(root, PERSONAS_FOLDER, `${name}.yml`);
  const shown = shownPath(cwd, file);
  if (existsSync(file)) {
    throw new EpicError("INVALID_INPUT", `${shown} is there already`, {
      hint: "choose another name, or edit that file",
    });
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, personaExample(name), { flag: "wx" });
  return shown;
}

export interface AddedPack extends PersonaPack {
  /** Names of its personas. */
  readonly personas: readonly string[];
}

/** Takes a pack of personas into the project. Throws, and changes nothing, where one has a fault. */
export async function addPack(options: PersonasOptions, source: string): Promise<AddedPack> {
  const { cwd } = options;
  const { config, places } = await loadConfig({ ...options, defaults });
  const { root } = places;
  const faultsOf = await linter();
  const place = { root, cwd, providers: config.providers, faultsOf };
  const folder = findPack(root, cwd, source);
  const { from, ...pack } = await openPack(folder);
  const personas = await readPersonasIn(from, pack.files, place);
  if (personas.length === 0) {
    throw new EpicError("INVALID_INPUT", `${source} holds no persona`, {
      hint: "a pack has files such as personas/legal-counsel.yml",
    });
  }
  await recordPack(root, { ...pack, source, from });
  await readRegistry(place);
  return { ...pack, source, personas };
}

async function readPersonasIn(
  from: string,
  files: readonly string[],
  place: RegistryPlace,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const file of files.filter(isPersonaFile)) {
    const { registration } = await readEntry(join(from, file), place);
    names.push(registration.name);
  }
  return names;
}
