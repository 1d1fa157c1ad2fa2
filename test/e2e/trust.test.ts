import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { failureSchema } from "../../src/schema/error.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

/** Running it leaves a mark, so that a test can see whether it was run. */
const PLUGIN = `
import { writeFileSync } from "node:fs";
import { words } from "./words.mjs";
writeFileSync("was-run", words);
export default { name: "marker", version: "1.0.0", hooks: { notify() {} } };
`;

beforeEach(() => {
  box.write("plugins/marker.mjs", PLUGIN);
  box.write("plugins/words.mjs", 'export const words = "one";');
  box.write(".ai/config.yml", "plugins: [{ use: ./plugins/marker.mjs }]");
});

const CREATE = ["create", "Members renew library loans online", "--json"];
const wasRun = () => readdirSync(box.cwd).includes("was-run");

/** The hash that epic trust prints. */
async function trust(what = "./plugins/marker.mjs"): Promise<string> {
  const { code, stdout } = await box.epic(["trust", what, "--json"]);
  expect(code).toBe(0);
  return JSON.parse(stdout).sha256;
}

async function refusal(args: readonly string[] = CREATE, env: Record<string, string> = {}) {
  rmSync(box.path("was-run"), { force: true });
  const ended = await box.epic(args, { env });
  expect({ code: ended.code, ran: wasRun() }).toEqual({ code: 5, ran: false });
  return failureSchema.parse(JSON.parse(ended.stdout)).error;
}

test("code of a repository is not run before somebody trusts it, and nothing is begun", async () => {
  const { code, message, hint } = await refusal();
  expect({ code, message }).toEqual({
    code: "NOT_TRUSTED",
    message: "The plugin ./plugins/marker.mjs is not trusted, so its code is not run",
  });
  expect(hint).toMatch(
    /^read it, then type epic trust \.\/plugins\/marker\.mjs; in CI, pass EPIC_TRUST=sha256:\w{64}$/,
  );
  expect((await box.epic(["list", "--json"])).stdout.trim()).toBe("[]");
});

test("epic trust runs nothing, says what it covers, and keeps it in the folder of the user", async () => {
  const { code, stdout } = await box.epic(["trust", "./plugins/marker.mjs"]);
  expect({ code, ran: wasRun() }).toEqual({ code: 0, ran: false });
  expect(stdout).toMatch(/^trusted: .*plugins\/marker\.mjs, with 1 more file that it names\n/);
  expect(stdout).toMatch(/\n {2}words\.mjs\nsha256:\w{64}\n$/);
  expect(readdirSync(box.path("xdg/epic-creator/trust"))).toHaveLength(1);
  expect(await box.epic(CREATE)).toMatchObject({ code: 0 });
  expect(wasRun()).toBe(true);
});

test("a change voids trust: of the file, of what it imports, and of neither when it is undone", async () => {
  await trust();
  box.write("plugins/marker.mjs", `${PLUGIN}// more`);
  expect((await refusal()).message).toBe(
    "The plugin ./plugins/marker.mjs has changed since it was trusted (marker.mjs changed), so its code is not run",
  );
  box.write("plugins/marker.mjs", PLUGIN);
  box.write("plugins/words.mjs", 'export const words = "other";');
  expect((await refusal()).message).toContain("it was trusted (words.mjs changed)");
  box.write("plugins/words.mjs", 'export const words = "one";');
  expect(await box.epic(CREATE)).toMatchObject({ code: 0 });
});

test("CI passes the hash, by variable or flag, and it holds for that run alone", async () => {
  const hash = await trust();
  await box.epic(["trust", "--revoke", hash]);
  await refusal();
  await refusal([...CREATE, "--trust", "0".repeat(64)]);
  expect(await box.epic([...CREATE, "--trust", `sha256:${hash}`])).toMatchObject({ code: 0 });
  const env = { EPIC_TRUST: `sha256:${"0".repeat(64)},sha256:${hash}` };
  const { code, stderr } = await box.epic(CREATE, { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("EPIC_TRUST") });
  await refusal();
});

test("the hash of a file that stands alone is what sha256sum prints", async () => {
  const alone = "export default { name: 'a', version: '1', hooks: { notify() {} } };";
  box.write("alone.mjs", alone);
  expect(await trust("./alone.mjs")).toBe(createHash("sha256").update(alone).digest("hex"));
});

test("--list shows what has become of what was trusted, and --revoke takes it back", async () => {
  const hash = await trust();
  const list = async () => JSON.parse((await box.epic(["trust", "--list", "--json"])).stdout);
  expect(await list()).toMatchObject([
    { sha256: hash, kind: "file", name: "marker.mjs", files: 2, state: "as trusted" },
  ]);
  box.write("plugins/words.mjs", "changed");
  expect(await list()).toMatchObject([{ state: "changed" }]);
  expect((await box.epic(["trust", "--list"])).stdout).toMatch(/marker\.mjs +changed +\d{4}-/);
  rmSync(box.path("plugins"), { recursive: true });
  expect(await list()).toMatchObject([{ state: "gone" }]);
  const revoked = await box.epic(["trust", "--revoke", "./plugins/marker.mjs"]);
  expect(revoked).toMatchObject({ code: 0, stdout: expect.stringContaining(`sha256:${hash}`) });
  expect((await box.epic(["trust", "--list"])).stdout).toBe("nothing is trusted\n");
});

test("what is kept and damaged is trusted no longer", async () => {
  const hash = await trust();
  for (const damaged of ["{", JSON.stringify({ sha256: "0".repeat(64) })]) {
    box.write(`xdg/epic-creator/trust/${hash}.json`, damaged);
    expect((await refusal()).code).toBe("NOT_TRUSTED");
  }
});

const MANIFEST = JSON.stringify({
  name: "@acme/epic-marker",
  version: "3.0.0",
  exports: "./lib/plugin.mjs",
});

test("a package of node_modules is a plugin, trusted as a whole", async () => {
  box.write("node_modules/@acme/epic-marker/package.json", MANIFEST);
  box.write(
    "node_modules/@acme/epic-marker/lib/plugin.mjs",
    `import { banner } from "./banner.mjs";
    export default (options) => ({
      name: "marker", version: "3.0.0",
      hooks: { afterCompletion: (all) => ({ ...all, epic: { ...all.epic, title: banner + options.text } }) },
    });`,
  );
  box.write("node_modules/@acme/epic-marker/lib/banner.mjs", 'export const banner = "ACME ";');
  box.write(".ai/config.yml", 'plugins: [{ use: "@acme/epic-marker", options: { text: loans } }]');
  expect((await refusal()).hint).toContain("epic trust @acme/epic-marker");
  await trust("@acme/epic-marker");
  const { code, stdout } = await box.epic(CREATE);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).epic.title).toBe("ACME loans");
  box.write("node_modules/@acme/epic-marker/lib/banner.mjs", 'export const banner = "EVIL ";');
  expect((await refusal()).message).toContain("@acme/epic-marker has changed since");
  const revoked = await box.epic(["trust", "--revoke", "@acme/epic-marker"]);
  expect(revoked.code).toBe(0);
});

test.each([
  [["trust", "--revoke"], 2, "Nothing says what to revoke", "name it; --list shows"],
  [["trust", "--all", "x"], 2, '--all takes no name, and "x" is one', "leave one"],
  [["trust", "./no.mjs"], 2, "The plugin ./no.mjs does not exist", "paths of plugins begin at"],
  [["trust", "cost-kap"], 2, 'No plugin has the name "cost-kap"', 'Did you mean "cost-cap"?'],
  [["trust", "cost-cap"], 2, "The plugin cost-cap ships with the program", "it is trusted as"],
  [
    ["trust", "--revoke", "./no.mjs"],
    2,
    'Nothing that is trusted is "./no.mjs"',
    "epic trust --list",
  ],
  [["trust", "--list", "./no.mjs"], 2, '--list takes no name, and "./no.mjs" is one', "leave one"],
  [["trust", "--list", "--revoke"], 2, "--list and --revoke exclude each other", "leave one out"],
  [
    [...CREATE, "--trust", "yes"],
    2,
    '--trust holds "yes", which is no sha256',
    "epic trust --list",
  ],
])("%j is refused", async (args, code, message, hint) => {
  const ended = await box.epic([...args, "--json"]);
  expect(ended.code).toBe(code);
  const { error } = failureSchema.parse(JSON.parse(ended.stdout));
  expect(error.message).toContain(message);
  expect(error.hint).toContain(hint);
});

test("a package without a module to import is refused with the reason", async () => {
  box.write("node_modules/old/package.json", '{ "exports": { "require": "./a.cjs" } }');
  const none = await box.epic(["trust", "old"]);
  expect(none).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("has no module to import"),
  });
  box.write("node_modules/old/package.json", '{ "main": "lost.js" }');
  const lost = await box.epic(["trust", "old"]);
  expect(lost).toMatchObject({ code: 2, stderr: expect.stringContaining("has no file ./lost.js") });
});

test("a folder that takes no writes says so, and how to do without", async () => {
  box.write("xdg/epic-creator", "a file where the folder should be");
  const { code, stderr } = await box.epic(["trust", "./plugins/marker.mjs"]);
  expect(code).toBe(6);
  expect(stderr).toContain("pass EPIC_TRUST=sha256:...");
  expect(readFileSync(box.path("xdg/epic-creator"), "utf8")).toContain("a file");
});
