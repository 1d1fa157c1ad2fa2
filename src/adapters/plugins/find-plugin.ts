import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { isMapping } from "../../core/config.ts";
import { EpicError } from "../../core/errors.ts";
import { packageEntry } from "../../core/plugins/package-entry.ts";
import { isPluginFile, isShipped, SHIPPED_PLUGINS } from "../../core/plugins/shipped.ts";
import { didYouMean } from "../../core/suggest.ts";
import { codeHash, type TrustedFile } from "../../core/trust/code-hash.ts";
import { filesOfModule, filesOfPackage } from "./plugin-files.ts";

/** A plugin as its files stand on the disk: nothing of it was run. */
export interface FoundPlugin {
  readonly kind: "shipped" | "package" | "file";
  /** Of the package, or of the file without its folder. */
  readonly name: string;
  /** Absolute: the file, or the folder of the package. */
  readonly path: string;
  /** Of its module. */
  readonly url: string;
  /** What trust is bound to. */
  readonly files: readonly TrustedFile[];
  readonly code: string;
}

export interface PluginPlaces {
  /** Folder of the project: paths are relative to it, and packages are looked for from there upward. */
  readonly root: string;
  /** Folder of this package, which holds plugins/. */
  readonly packageRoot: string;
}

/** Throws NOT_FOUND or INVALID_INPUT where there is no such plugin. */
export function findPlugin(use: string, { root, packageRoot }: PluginPlaces): FoundPlugin {
  if (isShipped(use)) return found("shipped", join(packageRoot, "plugins", `${use}.mjs`));
  if (isPluginFile(use)) return found("file", existing(resolve(root, use), use));
  return foundPackage(use, root);
}

function found(kind: "shipped" | "file", file: string): FoundPlugin {
  const files = filesOfModule(file);
  return {
    kind,
    name: basename(file),
    path: file,
    url: pathToFileURL(file).href,
    files,
    code: codeHash(files),
  };
}

function existing(file: string, use: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return realpathSync(file);
  throw new EpicError("NOT_FOUND", `The plugin ${use} does not exist: there is no file ${file}`, {
    hint: "paths of plugins begin at the folder of the project",
  });
}

function foundPackage(name: string, root: string): FoundPlugin {
  const folder = packageFolder(name, root);
  if (folder === undefined) {
    throw new EpicError("NOT_FOUND", `No plugin has the name "${name}", and no package either`, {
      hint:
        didYouMean(name, SHIPPED_PLUGINS) ??
        `npm install ${name}, or name a file as in ./${name}.mjs`,
    });
  }
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entry = isMapping(manifest) ? packageEntry(manifest) : undefined;
  if (entry === undefined || !existsSync(join(folder, entry))) {
    const what = entry === undefined ? "has no module to import" : `has no file ${entry}`;
    throw new EpicError("INVALID_INPUT", `The package ${name} ${what}`, {
      hint: "a plugin is an ES module, named by exports or main in its package.json",
    });
  }
  const files = filesOfPackage(folder, name);
  const url = pathToFileURL(join(folder, entry)).href;
  return { kind: "package", name, path: folder, url, files, code: codeHash(files) };
}

/** What the code at the path of a plugin is now; undefined where nothing is there any more. */
export function codeAt({
  kind,
  path,
  name,
}: Pick<FoundPlugin, "kind" | "path" | "name">): string | undefined {
  if (!existsSync(path)) return undefined;
  return codeHash(kind === "package" ? filesOfPackage(path, name) : filesOfModule(path));
}

/** As Node looks for it: in node_modules of the project, or of a folder above. */
function packageFolder(name: string, root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}
