import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);

/** A file that every folder of data has, by which the folder is found. */
const FOLDERS = {
  knowledge: "#knowledge/personas.json",
  playbooks: "#playbooks/index.json",
  facets: "#facets/index.json",
  hazards: "#hazards/index.json",
};

const folders = new Map<string, string>();
const loaded = new Map<string, unknown>();

/**
 * What the build made of the knowledge, read once. Not by `require`, which looks at several files and
 * folders for each of the dozen that a review reads.
 */
export function loadData(folder: keyof typeof FOLDERS, file: string): unknown {
  const name = `${folder}/${file}`;
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const place = folders.get(folder) ?? dirname(resolve(FOLDERS[folder]));
  folders.set(folder, place);
  const data: unknown = JSON.parse(readFileSync(join(place, file), "utf8"));
  loaded.set(name, data);
  return data;
}
