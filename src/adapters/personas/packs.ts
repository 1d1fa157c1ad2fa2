import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";

import { canonicalJson } from "../../core/canonical-json.ts";
import { EpicError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { parseInput } from "../../core/parse.ts";
import {
  type PersonaPack,
  packManifestSchema,
  packsFileSchema,
} from "../../schema/persona-pack.ts";
import { PERSONAS_FOLDER } from "../files/places.ts";

const RECORD = "packs/packs.json";

const folderOf = (root: string, name: string): string => join(root, PERSONAS_FOLDER, "packs", name);

/** The packs of a project, as they were recorded when they were added. */
export async function readPacks(root: string): Promise<readonly PersonaPack[]> {
  const file = join(root, PERSONAS_FOLDER, RECORD);
  if (!existsSync(file)) return [];
  const text = await readFile(file, "utf8");
  const name = `${PERSONAS_FOLDER}/${RECORD}`;
  return parseInput(packsFileSchema, parseJson(text, name), name).packs;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EpicError("INVALID_INPUT", `${name} is no JSON`, {
      cause,
      hint: "restore it from version control, or remove it and add the packs again",
    });
  }
}

/** Throws NOT_TRUSTED where the files of a pack are not those that were added. */
export async function checkPack(
  root: string,
  { name, source, integrity, files }: PersonaPack,
): Promise<void> {
  const now = await integrityOf(folderOf(root, name), files).catch(() => "incomplete");
  if (now === integrity) return;
  throw new EpicError("NOT_TRUSTED", `The persona pack ${name} is not as it was added`, {
    hint: `look at ${PERSONAS_FOLDER}/packs/${name}, then type epic personas add ${source} again`,
  });
}

/** A package of node_modules or a folder, absolute. Throws NOT_FOUND, with how to get it. */
export function findPack(root: string, cwd: string, reference: string): string {
  const isPath = /^[./]/.test(reference) || existsSync(resolve(cwd, reference));
  const folder = isPath ? existing(resolve(cwd, reference)) : installed(root, reference);
  if (folder !== undefined) return folder;
  throw new EpicError("NOT_FOUND", `There is no persona pack ${reference}`, {
    hint: isPath
      ? "name the folder that holds it"
      : `type npm install --save-dev ${reference}, then epic personas add ${reference} again; a folder is written ./${reference}`,
  });
}

const existing = (folder: string): string | undefined => (existsSync(folder) ? folder : undefined);

/** As Node looks for it: in node_modules of the project, or of a folder above. */
function installed(root: string, name: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const found = existing(join(folder, "node_modules", name));
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

/** Where its personas are: as its package.json says, else in personas/, else beside it. */
export async function openPack(
  folder: string,
): Promise<Omit<PersonaPack, "source"> & { readonly from: string }> {
  const manifest = await readManifest(folder);
  const named = join(folder, manifest.epic?.personas ?? "personas");
  const from = existsSync(named) ? named : folder;
  const files = await filesIn(from);
  const { name, version } = manifest;
  return { name, version, files: [...files], integrity: await integrityOf(from, files), from };
}

/** Copies a pack into the project and records it, in the place of an earlier version. */
export async function recordPack(
  root: string,
  { from, ...pack }: PersonaPack & { readonly from: string },
): Promise<void> {
  const folder = folderOf(root, pack.name);
  await rm(folder, { recursive: true, force: true });
  for (const file of pack.files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(from, file), join(folder, file));
  }
  const others = (await readPacks(root)).filter(({ name }) => name !== pack.name);
  const packs = [...others, pack].toSorted((a, b) => a.name.localeCompare(b.name));
  const file = join(root, PERSONAS_FOLDER, RECORD);
  await writeFile(file, `${JSON.stringify({ packs }, undefined, 2)}\n`);
}

/** A folder need not be a package; then it is named after itself. */
async function readManifest(folder: string) {
  const file = join(folder, "package.json");
  const text = await readFile(file, "utf8").catch(() => undefined);
  const bare = {
    name: basename(folder)
      .toLowerCase()
      .replaceAll(/[^\w.-]/g, "-"),
  };
  return parseInput(packManifestSchema, text === undefined ? bare : parseJson(text, file), file);
}

/** More than that is no pack of personas. */
const MOST_FILES = 200;

/** Everything that a persona may need beside itself, in the order of the names. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== "package.json")
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !/(?:^|\/)(?:node_modules|\.git)\//.test(file))
    .toSorted();
  if (files.length <= MOST_FILES) return files;
  throw new EpicError(
    "INVALID_INPUT",
    `${folder} holds ${files.length} files, too many for a pack`,
    {
      hint: "name the folder with the personas alone, or epic.personas in its package.json",
    },
  );
}

async function integrityOf(folder: string, files: readonly string[]): Promise<string> {
  const contents = await Promise.all(
    files.map(async (file) => [file, sha256(await readFile(join(folder, file), "latin1"))]),
  );
  return `sha256-${sha256(canonicalJson(contents))}`;
}
