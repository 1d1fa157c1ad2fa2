// The whole gate. Every step runs, so that one look shows all that is wrong; the last line counts the
// tests of this very run, and each other step that failed as one failure more.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "epic-check-"));
const resultsFile = join(folder, "tests.json");

const failedSteps = [
  // First, because types and tests look at what it builds.
  step("build", "node", "scripts/build.mjs"),
  step("format", "oxfmt", "--check"),
  step("lint", "oxlint"),
  step("types", "tsc"),
  step("dead code", "knip"),
  step("package", "publint", "--strict"),
].flat();
const testsPass = run("vitest", [
  "run",
  "--coverage",
  "--reporter=default",
  "--reporter=json",
  `--outputFile=${resultsFile}`,
]);
const tests = readResults();
rmSync(folder, { recursive: true });

// A red run without a red test is a threshold of the coverage or a fault outside of tests.
if (!testsPass && tests.failed === 0) failedSteps.push("tests or their coverage");
if (tests.passed === 0) failedSteps.push("no test ran");

if (failedSteps.length > 0) process.stdout.write(`\nFailed: ${failedSteps.join(", ")}\n`);
const failed = tests.failed + failedSteps.length;
process.stdout.write(`\n${tests.passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** Its name where it failed. */
function step(name, command, ...args) {
  process.stdout.write(`\n${name}: ${[command, ...args].join(" ")}\n`);
  return run(command, args) ? [] : [name];
}

function run(command, args) {
  const file = command === "node" ? process.execPath : join("node_modules/.bin", command);
  return spawnSync(file, args, { stdio: "inherit" }).status === 0;
}

/** A file that cannot be loaded has no tests and is a failure all the same. */
function readResults() {
  if (!existsSync(resultsFile)) return { passed: 0, failed: 0 };
  const results = JSON.parse(readFileSync(resultsFile, "utf8"));
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return { passed: results.numPassedTests, failed: results.numFailedTests + unloaded.length };
}
