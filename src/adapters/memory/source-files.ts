import { posix } from "node:path";

import type { SourceFiles } from "../../ports/source-files.ts";

/** Files given as path to text. */
export function memorySourceFiles(texts: Readonly<Record<string, string>>): SourceFiles {
  return {
    async look(paths) {
      return paths.map((given) => {
        const path = posix.normalize(given);
        const text = texts[path];
        if (text !== undefined) return { kind: "file", text };
        const isFolder = Object.keys(texts).some((other) => other.startsWith(`${path}/`));
        return isFolder ? { kind: "folder" } : undefined;
      });
    },
  };
}
