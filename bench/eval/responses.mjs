// What the built program answers to each item, in a folder of its own that is gone afterwards.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { withFolder } from "../processes.mjs";
import { BadInput } from "./bad-input.mjs";

const EPIC = fileURLToPath(new URL("../../dist/bin/epic.js", import.meta.url));
const MODES = ["mvp", "standard", "enterprise"];
const FLAGS = ["--json", "--quiet", "--cache", "off"];
const MOST_BYTES = 64 * 2 ** 20;

/** One for each item; `response` is missing where the program failed, `failure` says how. */
export function answerAll(items, mode, epic = EPIC) {
  if (!MODES.includes(mode))
    throw new BadInput(`The mode "${mode}" is none of ${MODES.join(", ")}.`);
  if (!existsSync(epic)) throw new BadInput("The program is not built: run npm run build first.");
  return withFolder((folder) => {
    // It makes the folder a project: no state and no configuration from elsewhere.
    mkdirSync(join(folder, ".ai"));
    return items.map((item) => answer(item, mode, { folder, epic }));
  });
}

function answer({ id, description }, mode, { folder, epic }) {
  const file = join(folder, "description.txt");
  writeFileSync(file, `${description}\n`);
  const args = [epic, "create", "--file", file, "--mode", mode, ...FLAGS];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: MOST_BYTES,
  });
  if (status === 0) return { id, response: JSON.parse(stdout) };
  const said = (stderr || stdout).trim();
  return { id, failure: `ended with ${status ?? signal}: ${said}` };
}
