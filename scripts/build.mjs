// Builds dist/: data compiled from YAML, then the two binaries and the library, then the types.
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { rolldown } from "rolldown";

import { startGroups, withoutSubprocesses } from "./start-fast.mjs";
import { writeLicenses } from "./write-licenses.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

// Nothing is removed before the new build stands, so that a binary in use goes on finding its chunks.
const startedAt = Date.now();
await compileData();
const programs = await bundle(
  {
    "bin/epic": "src/bin/epic.ts",
    "bin/workflow": "src/bin/workflow.ts",
    index: "src/index.ts",
  },
  startGroups(),
);
for (const bin of ["dist/bin/epic.js", "dist/bin/workflow.js"]) chmodSync(bin, 0o755);
// Apart, for what shares a bundle with other programs starts from a dozen files more.
const children = await bundle({
  "plugin-host": "src/bin/plugin-host.ts",
  "review-worker": "src/adapters/rulebook/review-worker.ts",
});
writeLicenses([...programs, ...children], "dist/THIRD_PARTY_LICENSES.txt");
run("tsc", ["-p", "tsconfig.build.json"]);
removeOlderThan(startedAt);

/** config/ and workflows/ become modules, validated, so that no run parses YAML that ships. */
async function compileData() {
  const outfile = "dist/.compile/compile-data.mjs";
  const build = await rolldown({ input: "scripts/compile-data.ts", platform: "node" });
  await build.write({ file: outfile, format: "esm" });
  await build.close();
  const { compileData: compile } = await import(pathToFileURL(outfile).href);
  compile("dist");
}

async function bundle(input, groups = []) {
  const build = await rolldown({
    input,
    platform: "node",
    external: ["better-sqlite3", /^#/],
    tsconfig: "tsconfig.json",
    // `using` is not known to every Node that this program serves.
    transform: { target: "node20.19" },
    plugins: [withoutSubprocesses],
    preserveEntrySignatures: "allow-extension",
    // The library shows statically what the binaries load lazily.
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await build.write({
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    // Names stay, so that a stack trace can be read.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    codeSplitting: { groups, includeDependenciesRecursively: false },
  });
  await build.close();
  return output;
}

function run(command, args) {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}

/** What this build did not write was left by an earlier one. */
function removeOlderThan(time) {
  rmSync("dist/.compile", { recursive: true, force: true });
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" });
  for (const file of files.map((path) => join("dist", path))) {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() && stat.mtimeMs < time) rmSync(file, { force: true });
  }
}
