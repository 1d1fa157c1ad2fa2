import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { TICKETS_FOLDER } from "../../core/ticket-path.ts";
import { changedMeanwhile } from "../../core/ticket-refusals.ts";
import type { TreeIndex } from "../../ports/tree-index.ts";
import { codeOf, writeFailure } from "../files/file-failure.ts";
import { guardFile, guardFolders } from "./guarded-paths.ts";
import { readDocument } from "./read-document.ts";
import { updateDocument } from "./update-document.ts";

const PATH = `${TICKETS_FOLDER}/INDEX.md`;

/** `.ai/workflow/INDEX.md` of a project. */
export function openTreeIndex(root: string): TreeIndex {
  return {
    async read() {
      await guardFolders(root, TICKETS_FOLDER);
      const reading = readDocument(root, PATH);
      if (reading.kind === "refused")
        throw new EpicError("INVALID_INPUT", `${PATH} ${reading.problem}`);
      return reading.kind === "text" ? reading.text : undefined;
    },
    async write({ before, after }) {
      await guardFolders(root, TICKETS_FOLDER);
      await guardFile(root, PATH);
      if (before !== undefined) {
        await updateDocument(root, PATH, { before, after });
        return;
      }
      try {
        await mkdir(join(root, TICKETS_FOLDER), { recursive: true });
        await writeFile(join(root, PATH), after, { flag: "wx" });
      } catch (error) {
        throw codeOf(error) === "EEXIST" ? changedMeanwhile(PATH) : writeFailure(error, PATH);
      }
    },
  };
}
