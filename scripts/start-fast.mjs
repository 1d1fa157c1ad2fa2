// What makes the bundle start fast: few files where many would be opened one after the other, and no
// module of Node that nobody uses. `npm run bench` shows what it is worth.
import { resolve } from "node:path";

/** Chunk to the modules that it is made of, with all that these import statically. */
const CHUNKS = {
  /** What the binaries import statically: all that `--version` loads. */
  bin: ["src/bin/start.ts"],
  /** Every command. */
  start: ["src/cli/run-program.ts", "src/cli/equip.ts"],
  /** `epic`: what it takes to know its commands and flags. */
  epic: ["src/cli/program.ts"],
  /** `epic create` and whatever looks at a run. */
  review: [
    "src/cli/read-request.ts",
    "src/cli/review-epic.ts",
    "src/app/open-app.ts",
    "src/adapters/files/read-text.ts",
    "src/adapters/rulebook/load-knowledge.ts",
    "src/adapters/rulebook/rulebook.ts",
    "src/adapters/sqlite/cache.ts",
    "src/adapters/sqlite/database.ts",
    "src/adapters/sqlite/state-store.ts",
    "src/engine/coordinator.ts",
    "src/reports/json.ts",
  ],
};

/** The first chunk that a module belongs to is its own; what belongs to none is split as needed. */
export function startGroups() {
  const members = new Map();
  const membersOf = (chunk, context) => {
    if (!members.has(chunk)) members.set(chunk, reachable(CHUNKS[chunk], context));
    return members.get(chunk);
  };
  const name = (id, context) =>
    Object.keys(CHUNKS).find((chunk) => membersOf(chunk, context).has(id)) ?? null;
  return [{ name, debugName: "start" }];
}

function reachable(files, context) {
  const found = new Set();
  const open = files.map((file) => resolve(file));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    const module = context.getModuleInfo(id);
    if (!module) throw new Error(`${id} is no module of the bundle: see scripts/start-fast.mjs`);
    found.add(id);
    open.push(...module.importedIds);
  }
  return found;
}

const NO_SUBPROCESSES = "\0no-subprocesses";

/** commander can start subcommands as programs of their own, which ours never are. */
export const withoutSubprocesses = {
  name: "without-subprocesses",
  resolveId(source, importer) {
    const isCommander = /[\\/]node_modules[\\/]commander[\\/]/.test(importer ?? "");
    return isCommander && source === "node:child_process" ? NO_SUBPROCESSES : undefined;
  },
  load(id) {
    return id === NO_SUBPROCESSES ? "export {};" : undefined;
  },
};
