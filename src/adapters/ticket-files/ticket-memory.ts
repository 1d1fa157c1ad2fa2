import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { ticketPath } from "../../core/ticket-path.ts";
import type { TicketPlace } from "../../ports/ticket-files.ts";
import type { TicketMemory } from "../../ports/ticket-memory.ts";
import { writeFailure } from "../files/file-failure.ts";
import { guardFile, guardFolders } from "./guarded-paths.ts";
import { readDocument } from "./read-document.ts";
import { entriesOf } from "./scan-folders.ts";

/** In the ticket's folder, and in Git with it, so that colleagues merge from the same ground. */
const FOLDER = ".generated";
const NUMBERS = "numbers";

export function openTicketMemory(root: string): TicketMemory {
  return {
    async read(place) {
      const folder = folderOf(place);
      if (!(await guardFolders(root, folder))) return { documents: {}, numbers: "" };
      const names = entriesOf(root, folder).map(({ name }) => name);
      const documents = names
        .filter((name) => name.endsWith(".md"))
        .map((name) => [name, textOf(root, `${folder}/${name}`)] as const);
      return {
        documents: Object.fromEntries(documents),
        numbers: textOf(root, `${folder}/${NUMBERS}`),
      };
    },
    async write(place, { documents, numbers }) {
      const folder = folderOf(place);
      try {
        if (!(await guardFolders(root, folder))) await mkdir(join(root, folder));
        for (const [name, text] of Object.entries({ ...documents, [NUMBERS]: numbers })) {
          await guardFile(root, `${folder}/${name}`);
          await replaceFile(join(root, folder, name), text);
        }
      } catch (error) {
        throw error instanceof EpicError ? error : writeFailure(error, folder);
      }
    },
    async forget(place) {
      const folder = folderOf(place);
      if (await guardFolders(root, folder)) await rm(join(root, folder), { recursive: true });
    },
  };
}

function folderOf(place: TicketPlace): string {
  return `${ticketPath(place)}/${FOLDER}`;
}

/** What cannot be read is as good as lost, which costs nobody a line. */
function textOf(root: string, path: string): string {
  const reading = readDocument(root, path);
  return reading.kind === "text" ? reading.text : "";
}

async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    await using handle = await open(draft, "wx");
    await handle.writeFile(text);
    await handle.sync();
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
