import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";

import {
  CHANNEL,
  type HostSettings,
  LOADING,
  type PluginReply,
  type PluginRequest,
} from "../adapters/plugins/messages.ts";
import { refuseEgress } from "../core/models/egress.ts";
import { describeThrown } from "../core/plugins/refusal.ts";

/*
 * The other process: a plugin runs here, so that the program lives on whatever becomes of it.
 */

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the program wrote it
const settings = JSON.parse(process.argv[2] ?? "{}") as HostSettings;

/**
 * A thread of its own sees what a plugin does that never gives way: that it uses too much memory, or
 * that nobody is left who asked for it. It ends the whole process group.
 */
const WATCH = `
const { writeSync } = require("node:fs");
const { workerData } = require("node:worker_threads");
const parent = process.ppid;
const end = () => {
  try { process.kill(-process.pid, "SIGKILL"); } catch {}
  process.kill(process.pid, "SIGKILL");
};
setInterval(() => {
  const bytes = process.memoryUsage.rss();
  if (bytes > workerData.memoryBytes) {
    try { writeSync(${CHANNEL}, "\\n" + JSON.stringify({ kind: "overran", bytes }) + "\\n"); } catch {}
    end();
  }
  if (process.ppid !== parent) end();
}, 50);
`;

new Worker(WATCH, { eval: true, workerData: settings }).unref();

if (!settings.allowEgress) guardEgress();

const channel = new Socket({ fd: CHANNEL });
// Without the program there is nobody to work for.
channel.on("close", () => process.kill(process.pid, "SIGKILL"));
channel.on("error", () => process.kill(process.pid, "SIGKILL"));

let hooks: Readonly<Record<string, unknown>> = {};

for await (const line of createInterface({ input: channel })) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the program wrote it
  await serve(JSON.parse(line) as PluginRequest);
}

/** Every connection of Node, those of fetch among them, comes by here. */
function guardEgress(): void {
  // oxlint-disable-next-line typescript/unbound-method -- it is bound again where it is called
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function guarded(this: Socket, ...values: unknown[]): Socket {
    const { host, path } = targetOf(values.flat());
    if (path === undefined) refuseEgress("the plugin", { hostname: host ?? "localhost" });
    return Reflect.apply(connect, this, values);
  };
}

/** Of `connect(options)`, `connect(port, host)` or `connect(path)`, as Node itself calls it too. */
function targetOf([first, second]: readonly unknown[]): { host?: string; path?: string } {
  if (isObject(first)) {
    return {
      ...(typeof first["host"] === "string" && { host: first["host"] }),
      ...(typeof first["path"] === "string" && { path: first["path"] }),
    };
  }
  if (typeof first === "string" && Number.isNaN(Number(first))) return { path: first };
  return typeof second === "string" ? { host: second } : {};
}

async function serve(request: PluginRequest): Promise<void> {
  if (request.kind === "environment") {
    // oxlint-disable-next-line node/no-process-env -- a plugin reads variables as any program does
    Object.assign(process.env, request.values);
    return;
  }
  const id = request.kind === "call" ? request.id : LOADING;
  try {
    if (request.kind === "load") reply({ kind: "loaded", value: await load(request) });
    else reply({ kind: "returned", id, value: await call(request) });
  } catch (error) {
    reply({ kind: "threw", id, error: describeThrown(error) });
  }
}

async function load({ url, options }: Extract<PluginRequest, { kind: "load" }>): Promise<unknown> {
  const exported: unknown = Reflect.get(await import(new URL(url).href), "default");
  if (exported === undefined) throw new Error("it has no default export");
  const plugin: unknown = typeof exported === "function" ? await exported(options) : exported;
  if (!isObject(plugin)) throw new Error(`its default export is no plugin but ${String(plugin)}`);
  const { name, version, env, hooks: own } = plugin;
  if (!isObject(own)) throw new Error("it has no hooks");
  hooks = own;
  const names = Object.keys(own).filter((each) => typeof own[each] === "function");
  return { name, version, env, hooks: names };
}

async function call({ hook, values }: Extract<PluginRequest, { kind: "call" }>): Promise<unknown> {
  const method = hooks[hook];
  return typeof method === "function" ? await Reflect.apply(method, hooks, values) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function reply(message: PluginReply): void {
  channel.write(`${JSON.stringify(message)}\n`);
}
