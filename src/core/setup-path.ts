import { EpicError } from "./errors.ts";
import { quote } from "./quote.ts";

/** Windows keeps these names for devices, and forbids these signs and ends. */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?$/iu;
const FORBIDDEN = /[\p{Cc}<>:"|?*\\]|^\.\.?$|[. ]$/u;

/**
 * Folder names of a path below the project, each safe everywhere. Throws INVALID_INPUT naming the flag.
 */
export function parseFolderPath(flag: string, path: string): readonly string[] {
  const names = path.replace(/\/$/, "").split("/");
  const bad = names.find((name) => name === "" || DEVICE.test(name) || FORBIDDEN.test(name));
  if (bad === undefined) return names;
  throw new EpicError("INVALID_INPUT", `${flag} does not take ${quote(path)}`, {
    hint: "give a folder below the project, with slashes and a name that every system allows",
  });
}

/** `.ai`, or the one in a folder of the project: where `workflow` looks for it. */
export function parsePlanningRoot(path: string): readonly string[] {
  const names = parseFolderPath("--root", path);
  if (names.at(-1) === ".ai" && names.length <= 2) return names;
  throw new EpicError("INVALID_INPUT", `--root does not take ${quote(path)}`, {
    hint: "it is .ai, or .ai in a folder of the project, as in persona-framework/.ai",
  });
}
