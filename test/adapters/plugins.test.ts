import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { describe, expect, onTestFinished, test } from "vitest";

import { inProcessPlugin } from "../../src/adapters/memory/plugin.ts";
import {
  openProcessPlugin,
  type ProcessPluginRequest,
} from "../../src/adapters/plugins/process-plugin.ts";
import { pluginContract } from "../contracts/plugin.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const host = resolve(import.meta.dirname, "../../dist/plugin-host.js");
if (!existsSync(host)) throw new Error(`${host} is missing: npm run build makes it`);

const never = () => new AbortController().signal;

async function openModule(source: string, rest: Partial<ProcessPluginRequest> = {}) {
  const folder = tempFolder({ "plugin.mjs": source });
  const plugin = await openProcessPlugin(
    {
      entry: { use: "./plugin.mjs", options: {}, failure: "isolated" },
      url: pathToFileURL(join(folder, "plugin.mjs")).href,
      code: "0".repeat(64),
      host,
      folder,
      env: {},
      memoryBytes: 256 * 1024 ** 2,
      allowEgress: true,
      timeoutMs: 10_000,
      variables: {},
      say: () => {},
      ...rest,
    },
    never(),
  );
  onTestFinished(() => plugin.close());
  return { folder, plugin };
}

const moduleOf = (hooks: string) =>
  `export default { name: "tried", version: "1.0.0", hooks: ${hooks} };`;

describe("in a process of its own", () => {
  pluginContract(async (hooks) => (await openModule(moduleOf(hooks))).plugin);
});

describe("in the process of a program that uses the library", () => {
  pluginContract((hooks) => {
    // oxlint-disable-next-line typescript/no-implied-eval -- the contract gives hooks as text
    const made: unknown = new Function(`return ${hooks}`)();
    return Promise.resolve(
      inProcessPlugin({ name: "tried", version: "1.0.0", hooks: Object(made) }, "fatal"),
    );
  });
});

test.each([
  ["while (true);", "it took longer than 0.5 s"],
  ["/^(a+)+$/.test('a'.repeat(50) + 'b')", "it took longer than 0.5 s"],
  ["return new Promise((done) => setTimeout(done, 60_000))", "it took longer than 0.5 s"],
  ["return 1n", "Do not know how to serialize a BigInt"],
  ["process.exit(3)", "it ended its process (exit code 3)"],
  ["process.kill(process.pid, 'SIGKILL'); while (true);", "it ended its process (SIGKILL)"],
  [
    "setTimeout(() => { throw new RangeError('far away') }); return new Promise(() => {})",
    "it ended its process (exit code 1): RangeError: far away",
  ],
  [
    "for (const all = []; ; ) all.push(Buffer.alloc(2e7, 1))",
    "of memory, more than the 256 MB allowed",
  ],
  ["for (const all = []; ; ) all.push({ all })", "it "],
  ["return 'x'.repeat(33 * 1024 * 1024)", "it answered with more than 32 MB"],
])("a hook that does %s fails alone, and the next call is served anew", async (body, message) => {
  const { plugin } = await openModule(
    moduleOf(`{ notify(bad) { if (!bad) return "fine"; ${body} } }`),
    { timeoutMs: /while|60_000|\$\//.test(body) ? 500 : 30_000 },
  );
  await expect(plugin.call("notify", [true], never())).rejects.toMatchObject({
    code: "PLUGIN_FAILED",
    message: expect.stringContaining(message),
  });
  expect(await plugin.call("notify", [false], never())).toBe("fine");
});

test.each([
  ["export const plugin = {};", "it has no default export"],
  ["export default 7;", "its default export is no plugin but 7"],
  ["export default { name: 'a', version: '1' };", "it has no hooks"],
  [
    "export default { name: 'A B', version: '1', hooks: { notify() {} } };",
    "name must be lower-case",
  ],
  ["export default { name: 'a', hooks: { notify() {} } };", "version is missing"],
  ["export default { name: 'a', version: '1', hooks: {} };", "hooks must have 1 or more entries"],
  [
    "export default { name: 'a', version: '1', hooks: { after() {} } };",
    "hooks[0] must be beforePersona",
  ],
  ["export default () => { throw new Error('max is missing') };", "max is missing"],
  ["import 'no-such-package'; export default {};", "Cannot find package 'no-such-package'"],
  ["while (true);", "it took longer than 0.5 s"],
])("a module that is no plugin says so: %s", async (source, message) => {
  await expect(openModule(source, { timeoutMs: 500 })).rejects.toThrow(message);
});

test("a hook that was not in time leaves nobody behind, nor what it started", async () => {
  const { plugin, folder } = await openModule(
    `import { spawn } from "node:child_process"; import { writeFileSync } from "node:fs";
    ${moduleOf(`{ notify() {
      const child = spawn("sleep", ["1000"], { stdio: "ignore" });
      writeFileSync("pids", [process.pid, child.pid].join());
      while (true);
    } }`)}`,
    { timeoutMs: 1000 },
  );
  await expect(plugin.call("notify", [], never())).rejects.toThrow("it took longer");
  const pids = readFileSync(join(folder, "pids"), "utf8").split(",").map(Number);
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});

/** A zombie that nobody reaps yet runs no more. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

test("it is given its options, the variables that it names, and no others", async () => {
  const said: string[] = [];
  const { plugin } = await openModule(
    `export default (options) => ({
      name: "curious", version: "1", env: ["NAMED", "UNSET"],
      hooks: { onError() { throw new Error("bad token: " + process.env.NAMED); }, notify() { console.log("hello", process.env.NAMED); return [options, process.env.NAMED, process.env.OTHER ?? null]; } },
    });`,
    {
      entry: { use: "./plugin.mjs", options: { max: 3 }, failure: "fatal" },
      env: { PATH: "/bin" },
      variables: { NAMED: "seven secrets", OTHER: "no" },
      say: (name, text) => void said.push(`${name}: ${text}`),
    },
  );
  expect(plugin.failure).toBe("fatal");
  expect(await plugin.call("notify", [], never())).toEqual([{ max: 3 }, "seven secrets", null]);
  await expect.poll(() => said).toEqual(["curious: hello [redacted]"]);
  await expect(plugin.call("onError", [], never())).rejects.toThrow("bad token: [redacted]");
});

async function fingerprint(rest: Partial<ProcessPluginRequest>): Promise<string> {
  return (await openModule(moduleOf("{ notify() {} }"), rest)).plugin.fingerprint;
}

test("options and code are part of who it is", async () => {
  const plain = { use: "./plugin.mjs", options: {}, failure: "isolated" } as const;
  const all = [
    await fingerprint({}),
    await fingerprint({ entry: { ...plain, options: { a: 1 } } }),
    await fingerprint({ code: "1".repeat(64) }),
  ];
  expect(new Set(all).size).toBe(3);
  expect(await fingerprint({ entry: { ...plain, failure: "fatal" } })).toBe(all[0]);
});

test("with --no-egress it reaches this machine and no other", async () => {
  const server = createServer((_request, response) => response.end("here")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = Object(server.address());
  const { plugin } = await openModule(
    `import net from "node:net"; import https from "node:https";
    ${moduleOf(`{ async notify() {
      const why = (error) => error.cause?.message ?? error.message;
      return [
        await (await fetch("http://127.0.0.1:${port}")).text(),
        await fetch("https://jira.example").catch(why),
        await new Promise((done) => https.get("https://jira.example").on("error", (error) => done(why(error)))).catch(why),
        await new Promise(() => net.connect(443, "192.0.2.1")).catch(why),
      ];
    } }`)}`,
    { allowEgress: false },
  );
  expect(await plugin.call("notify", [], never())).toEqual([
    "here",
    "--no-egress forbids the plugin to call jira.example",
    "--no-egress forbids the plugin to call jira.example",
    "--no-egress forbids the plugin to call 192.0.2.1",
  ]);
});
