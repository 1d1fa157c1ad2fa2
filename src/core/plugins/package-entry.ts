import { isMapping, type Mapping } from "../config.ts";

/**
 * The module that a package is imported by, as its package.json says: "./dist/plugin.mjs". Undefined
 * where it can only be required, or says that it has none.
 */
export function packageEntry(manifest: Mapping): string | undefined {
  const { exports, main } = manifest;
  if (exports === undefined || exports === null) return relative(main) ?? "./index.js";
  const root = isMapping(exports) && Object.hasOwn(exports, ".") ? exports["."] : exports;
  return relative(chosen(root));
}

const CONDITIONS: ReadonlySet<string> = new Set(["node", "import", "module-sync", "default"]);

/** The first target whose condition holds, in the order of the file: https://nodejs.org/api/packages.html */
function chosen(target: unknown): unknown {
  if (Array.isArray(target)) return target.map(chosen).find((each) => each !== undefined);
  if (!isMapping(target)) return target;
  const [found] = Object.entries(target).flatMap(([condition, value]) => {
    const inner = CONDITIONS.has(condition) ? chosen(value) : undefined;
    return inner === undefined ? [] : [inner];
  });
  return found;
}

function relative(path: unknown): string | undefined {
  if (typeof path !== "string" || path === "") return undefined;
  return path.startsWith("./") ? path : `./${path}`;
}
