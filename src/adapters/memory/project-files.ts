import { changedMeanwhile } from "../../core/ticket-refusals.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import type { Documents } from "../../ports/ticket-files.ts";

/** Files that last as long as this object; `shipped` by their whole paths. */
export function memoryProjectFiles(
  files: Map<string, string>,
  shipped: Documents = {},
): ProjectFiles {
  return {
    async read(path) {
      return files.get(path);
    },
    async holds(folder) {
      return [...files.keys()].some((path) => path.startsWith(`${folder}/`));
    },
    async write(path, { before, after }) {
      if (files.get(path) !== before) throw changedMeanwhile(path);
      files.set(path, after);
    },
    async shipped(folder) {
      const start = folder === "" ? "" : `${folder}/`;
      const own = Object.entries(shipped).filter(([path]) => path.startsWith(start));
      return Object.fromEntries(own.map(([path, text]) => [path.slice(start.length), text]));
    },
  };
}
