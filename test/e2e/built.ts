import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const SOURCES = ["src", "config", "workflows", "scripts"];

/** Builds what the tests of the binaries run, unless it is there and newer than all it is made of. */
export function setup(): void {
  const built = join(root, "dist/bin/epic.js");
  if (existsSync(built) && statSync(built).mtimeMs > newest()) return;
  const { status, stderr } = spawnSync("npm", ["run", "build"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`The build failed:\n${stderr}`);
}

function newest(): number {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(root, folder, file),
    ),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
