import { rename } from "node:fs/promises";
import { join } from "node:path";

import { EpicError } from "../../core/errors.ts";
import type { Template } from "../../core/template.ts";
import { TEMPLATES_FOLDER, TICKETS_FOLDER, ticketPath } from "../../core/ticket-path.ts";
import {
  alreadyExists,
  noSuchTicket,
  placeOfTeam,
  teamIsTicket,
} from "../../core/ticket-refusals.ts";
import type { TicketFiles, TicketPlace, Writing } from "../../ports/ticket-files.ts";
import type { TicketFile } from "../../schema/ticket.ts";
import { codeOf, writeFailure } from "../files/file-failure.ts";
import { guardFile, guardFolders } from "./guarded-paths.ts";
import { readDocument } from "./read-document.ts";
import { entriesOf, isKey, isTeam, scanFolders } from "./scan-folders.ts";
import { updateDocument } from "./update-document.ts";
import { createFolder, type Move, replaceInFolder } from "./write-folder.ts";

export interface TicketFilesOptions {
  /** Of the project, absolute. */
  readonly root: string;
  /** Where this package is installed, absolute: the templates that ship are in it. */
  readonly packageRoot: string;
  /** What moves a folder; tests let it fail. */
  readonly move?: Move;
}

/** Tickets as folders below `.ai/workflow` of a project. */
export function openTicketFiles(options: TicketFilesOptions): TicketFiles {
  const { root, packageRoot, move = rename } = options;
  return {
    async list() {
      await guardFolders(root, TICKETS_FOLDER);
      return scanFolders(root);
    },
    async read(place) {
      const path = ticketPath(place);
      if (!(await guardFolders(root, path))) throw noSuchTicket(place.key);
      const names = entriesOf(root, path).map(({ name }) => name);
      const documents = names
        .filter((name) => name.endsWith(".md"))
        .map((name) => [name, textOf(root, `${path}/${name}`)] as const);
      return Object.fromEntries(documents);
    },
    async write(place, documents, writing) {
      const path = ticketPath(place);
      const exists = await guardFolders(root, path);
      for (const name of Object.keys(documents)) await guardFile(root, `${path}/${name}`);
      const names = existingNames(root, place, writing);
      try {
        const put = exists ? replaceInFolder : createFolder;
        await put(join(root, path), documents, move);
      } catch (error) {
        throw writingFailure(error, place);
      }
      return {
        replaced: names.filter((name) => Object.hasOwn(documents, name)),
        kept: names.filter((name) => !Object.hasOwn(documents, name)),
      };
    },
    async update(place, file, change) {
      const path = `${ticketPath(place)}/${file}`;
      const isThere =
        (await guardFolders(root, ticketPath(place))) && (await guardFile(root, path));
      if (!isThere) throw noSuchTicket(place.key);
      await updateDocument(root, path, change);
    },
    async template(file) {
      const path = `${TEMPLATES_FOLDER}/${file}`;
      const isOwn = (await guardFolders(root, TEMPLATES_FOLDER)) && (await guardFile(root, path));
      return isOwn
        ? { origin: path, text: textOf(root, path) }
        : shippedTemplate(packageRoot, file);
    },
  };
}

/** What the ticket's folder holds already. Throws where it must not be touched. */
function existingNames(root: string, place: TicketPlace, { replace }: Writing): readonly string[] {
  if (place.team !== undefined) {
    const around = entriesOf(root, ticketPath({ key: place.team }));
    const isTicket = around.some(({ name }) => name === "README.md") && !isTeam(around);
    if (isTicket && isKey(place.team)) throw teamIsTicket(place.team);
  }
  const entries = entriesOf(root, ticketPath(place));
  if (isTeam(entries)) throw placeOfTeam(place);
  if (entries.length > 0 && !replace) throw alreadyExists(place);
  return entries.map(({ name }) => name).toSorted();
}

function writingFailure(error: unknown, place: TicketPlace): EpicError {
  const isTaken = ["EEXIST", "ENOTEMPTY"].includes(codeOf(error));
  return isTaken ? alreadyExists(place) : writeFailure(error, ticketPath(place));
}

function textOf(root: string, path: string): string {
  const reading = readDocument(root, path);
  if (reading.kind === "text") return reading.text;
  const problem = reading.kind === "refused" ? reading.problem : "does not exist";
  throw new EpicError("INVALID_INPUT", `${path} ${problem}`);
}

function shippedTemplate(packageRoot: string, file: TicketFile): Template {
  const origin = `templates/${file}`;
  const reading = readDocument(packageRoot, origin);
  if (reading.kind === "text") return { origin, text: reading.text };
  const problem = reading.kind === "refused" ? reading.problem : "is missing";
  throw new EpicError("STORAGE_ERROR", `The installed ${origin} ${problem}`, {
    hint: "install the package again",
  });
}
