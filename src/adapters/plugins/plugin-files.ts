import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { localReferences } from "../../core/plugins/local-references.ts";
import type { TrustedFile } from "../../core/trust/code-hash.ts";

/** More than this is no plugin, and would take long to hash before every run. */
const MAX_FILES = 5000;
const MAX_BYTES = 50 * 1024 * 1024;

/** A module and, one after the other, whatever it and these name beside them. */
export function filesOfModule(entry: string): readonly TrustedFile[] {
  const found = new Map<string, TrustedFile>();
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    const text = readFileSync(file, "latin1");
    found.set(file, { path: relative(dirname(entry), file), sha256: hashOf(file) });
    if (!/\.[cm]?js$/.test(file)) continue;
    const folder = dirname(file);
    open.push(...localReferences(text).flatMap((path) => fileAt(resolve(folder, path))));
    refuseTooMany(found.size, entry);
  }
  return [...found.values()];
}

/** What a path means, with or without its ending; what is no file is of no concern. */
function fileAt(path: string): readonly string[] {
  const candidates = [path, `${path}.js`, `${path}.cjs`, `${path}.json`, join(path, "index.js")];
  const file = candidates.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile());
  return file === undefined ? [] : [realpathSync(file)];
}

/** All of a package; its dependencies are packages of their own, which its lock file stands for. */
export function filesOfPackage(folder: string, name: string): readonly TrustedFile[] {
  const files: TrustedFile[] = [];
  let bytes = 0;
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = join(below, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules" && entry.name !== ".git") walk(path);
      } else if (entry.isFile()) {
        bytes += statSync(join(folder, path)).size;
        files.push({ path, sha256: hashOf(join(folder, path)) });
        refuseTooMany(bytes > MAX_BYTES ? Infinity : files.length, name);
      }
    }
  };
  walk("");
  return files;
}

function refuseTooMany(count: number, name: string): void {
  if (count <= MAX_FILES) return;
  throw new EpicError("INVALID_INPUT", `The plugin ${name} is too large to be trusted as a whole`, {
    hint: `bundle it into fewer than ${MAX_FILES} files and 50 MB`,
  });
}

/** sha256 of a file as it is. */
export function hashOf(file: string): string {
  return sha256(readFileSync(file));
}
