import { posix } from "node:path";

/** From the top of the repository; undefined for what lies outside of it. `folder` is the project's in it. */
export function codePath(folder: string, way: string): string | undefined {
  const path = posix.join(folder, way).replace(/\/$/, "");
  return path === ".." || path.startsWith("../") || posix.isAbsolute(path) ? undefined : path;
}

/** From the project: where to look for a path of the code. */
export function projectPath(folder: string, path: string): string {
  return posix.relative(folder, path);
}
