import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "epic-package-"));
const user = join(folder, "user");

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
let packed: Packed;

beforeAll(() => {
  const report = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: root,
  });
  const reports: readonly [Packed] = JSON.parse(report);
  [packed] = reports;
  cpSync(join(root, "test/e2e/consumer"), user, { recursive: true });
  // Scripts are left out because compiling better-sqlite3 takes a minute; ours has none to run.
  run("npm", ["install", "--ignore-scripts", "--no-package-lock", join(folder, packed.filename)]);
  const driver = "node_modules/better-sqlite3";
  rmSync(join(user, driver), { recursive: true });
  cpSync(join(root, driver), join(user, driver), { recursive: true });
  // Who uses types in a program for Node has these.
  mkdirSync(join(user, "node_modules/@types"), { recursive: true });
  symlinkSync(join(root, "node_modules/@types/node"), join(user, "node_modules/@types/node"));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: readonly string[], { cwd = user } = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

test("the package holds what a user needs and nothing else", () => {
  const paths = packed.files.map(({ path }) => path);
  const expected = [
    /^dist\/(?:bin\/(?:epic|workflow)|index|plugin-host|review-worker|defaults|prices)\.js$/,
    /^dist\/(?:defaults|prices)\.d\.ts$/,
    /^dist\/(?:facets|hazards|knowledge|playbooks)\/[\w/-]+\.json$/,
    /^dist\/chunks\/[\w.-]+\.js$/,
    /^dist\/types\/[\w/.-]+\.d\.ts$/,
    /^dist\/THIRD_PARTY_LICENSES\.txt$/,
    /^config\/[\w/.-]+\.yml$/,
    /^plugins\/[\w-]+\.mjs$/,
    /^workflows\/[\w-]+\.yml$/,
    /^templates\/[\w/.-]+\.md$/,
    /^templates\/(?:app|setup)\/[\w/.-]+$/,
    /^(?:LICENSE|README\.md|package\.json)$/,
  ];
  expect(paths.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([]);
  expect(expected.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([]);
});

test("the licences of what is bundled travel with it", () => {
  const licences = run("cat", ["node_modules/epic-creator/dist/THIRD_PARTY_LICENSES.txt"]);
  for (const name of ["commander", "p-timeout", "pino", "yaml", "zod"]) {
    expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
  }
});

test("an installed package reviews an epic and opens a ticket without a build", () => {
  const epic = run("npx", ["epic", "create", "Members renew a library loan online", "--json"]);
  expect(JSON.parse(epic)).toMatchObject({ summary: { personasSkipped: [] } });
  run("npx", ["workflow", "init", "AEC-456"]);
  expect(readdirSync(join(user, ".ai/workflow/AEC-456"))).toContain("README.md");
  run("npx", ["workflow", "setup", "--app", "demo-app"]);
  expect(existsSync(join(user, ".ai/workflow/.gitattributes"))).toBe(true);
  expect(existsSync(join(user, "demo-app/backend/app/main.js"))).toBe(true);
});

test("an installed package is a library with types that hold", () => {
  expect(run("node", ["use.mjs"])).toBe("6 personas\n");
  expect(run(join(root, "node_modules/.bin/tsc"), ["--project", "."])).toBe("");
});

test("installing brings no build tool and no sources", () => {
  expect(existsSync(join(user, "node_modules/rolldown"))).toBe(false);
  expect(existsSync(join(user, "node_modules/epic-creator/src"))).toBe(false);
});
