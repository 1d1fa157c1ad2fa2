// Builds dist/: data compiled from YAML, then the two binaries and the library, then the types.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
rmSync("dist", { recursive: true, force: true });

await compileData();
await bundle();
run("tsc", ["-p", "tsconfig.json"]);

/** config/ and workflows/ become modules, validated, so that no run parses YAML that ships. */
async function compileData() {
  const outfile = "dist/.compile/compile-data.mjs";
  const build = await rolldown({ input: "scripts/compile-data.ts", platform: "node" });
  await build.write({ file: outfile, format: "esm" });
  await build.close();
  const { compileData: compile } = await import(pathToFileURL(outfile).href);
  compile("dist");
  rmSync("dist/.compile", { recursive: true });
}

async function bundle() {
  const build = await rolldown({
    input: {
      "bin/epic": "src/bin/epic.ts",
      "bin/workflow": "src/bin/workflow.ts",
      index: "src/index.ts",
    },
    platform: "node",
    external: ["better-sqlite3", /^#/],
    tsconfig: "tsconfig.json",
  });
  await build.write({
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    minify: "dce-only",
  });
  await build.close();
  for (const bin of ["dist/bin/epic.js", "dist/bin/workflow.js"]) chmodSync(bin, 0o755);
}

function run(command, args) {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
