import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { isPluginFile } from "../../core/plugins/shipped.ts";
import type { Config } from "../../schema/config.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import { type PersonaFileOptions, readPersonaFile } from "../files/document-file.ts";
import { PERSONAS_FOLDER, shownPath } from "../files/places.ts";
import { checkPack, readPacks } from "./packs.ts";

/** A persona of the project, and the file that it is written in. */
export interface RegistryEntry {
  readonly registration: PersonaRegistration;
  /** As a person where they are would write it. */
  readonly file: string;
  /** "acme-personas@1.2.0" where a pack brought it. */
  readonly pack: string | undefined;
}

export interface RegistryPlace {
  /** Folder of the project. */
  readonly root: string;
  readonly cwd: string;
  /** Who can answer. */
  readonly providers: Config["providers"];
  /** As in `PersonaFileOptions`; without it only the form of a file is judged. */
  readonly faultsOf?: PersonaFileOptions["faultsOf"];
}

/**
 * The personas of a project: those of its packs, and over these the files of .ai/personas. Throws
 * INVALID_INPUT with file, line and field, and NOT_TRUSTED where a pack is not as it was added.
 */
export async function readRegistry(place: RegistryPlace): Promise<readonly RegistryEntry[]> {
  const byName = new Map<string, RegistryEntry>();
  for (const read of await registryReads(place)) {
    const entry = await read.entry();
    const { name } = entry.registration;
    const twin = byName.get(name);
    if (twin && (twin.pack === undefined) === (entry.pack === undefined)) refuseTwins(twin, entry);
    byName.set(name, entry);
  }
  return [...byName.values()];
}

function refuseTwins(one: RegistryEntry, other: RegistryEntry): never {
  const { name } = one.registration;
  throw new EpicError("INVALID_INPUT", `${other.file} defines ${name}, as ${one.file} does`, {
    hint: "rename one of the two, or remove its file",
  });
}

/** A persona that is yet to be read, so that whoever wants may go on past one that cannot be. */
export interface RegistryRead {
  /** The file, for people. */
  readonly name: string;
  readonly entry: () => Promise<RegistryEntry>;
}

/** Packs first: a file of the project takes the place of what a pack brought. */
export async function registryReads(place: RegistryPlace): Promise<readonly RegistryRead[]> {
  const { root, cwd } = place;
  const packs = await readPacks(root);
  const packed = packs.flatMap((pack) =>
    pack.files.filter(isPersonaFile).map((file) => {
      const path = join(root, PERSONAS_FOLDER, "packs", pack.name, file);
      const entry = async (): Promise<RegistryEntry> => {
        await checkPack(root, pack);
        return { ...(await readEntry(path, place)), pack: `${pack.name}@${pack.version}` };
      };
      return { name: shownPath(cwd, path), entry };
    }),
  );
  const own = await personaFiles(root);
  return packed.concat(
    own.map((path) => ({ name: shownPath(cwd, path), entry: () => readEntry(path, place) })),
  );
}

/** Files of the project's own, absolute, in the order of their names. */
async function personaFiles(root: string): Promise<readonly string[]> {
  const folder = join(root, PERSONAS_FOLDER);
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names
    .filter(isPersonaFile)
    .toSorted()
    .map((name) => join(folder, name));
}

export const isPersonaFile = (name: string): boolean => /\.(?:ya?ml|json)$/.test(name);

export async function readEntry(
  path: string,
  { root, cwd, providers, faultsOf }: RegistryPlace,
): Promise<RegistryEntry> {
  const file = shownPath(cwd, path);
  const registration = await readPersonaFile(path, { name: file, providers, faultsOf });
  return { registration: locateAgent(registration, path, root), file, pack: undefined };
}

/** What a persona names lies beside its file; from here on it is named as the project would. */
export function locateAgent(
  registration: PersonaRegistration,
  file: string,
  root: string,
): PersonaRegistration {
  const { agentPath, transformer } = registration;
  const located = (named: string): string => {
    const path = resolve(dirname(file), named);
    const below = relative(root, path);
    return isAbsolute(named) || below.startsWith("..") ? path : `./${below}`;
  };
  const agent = agentPath === undefined ? {} : { agentPath: located(agentPath) };
  if (transformer?.use === undefined || !isPluginFile(transformer.use)) {
    return { ...registration, ...agent };
  }
  return {
    ...registration,
    ...agent,
    transformer: { ...transformer, use: located(transformer.use) },
  };
}
