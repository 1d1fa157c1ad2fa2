import { canonicalJson } from "../../core/canonical-json.ts";
import { EpicError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { refusalOf, type ThrownError } from "../../core/plugins/refusal.ts";
import { schemaProblems } from "../../core/schema-problems.ts";
import { redact } from "../../core/secrets.ts";
import type { Plugin } from "../../ports/plugin.ts";
import {
  type PluginEntry,
  type PluginManifest,
  pluginManifestSchema,
} from "../../schema/plugin.ts";
import type { PluginReply, PluginRequest } from "./messages.ts";
import { type PluginProcess, type ProcessRequest, startPluginProcess } from "./plugin-process.ts";

export interface ProcessPluginRequest extends Omit<ProcessRequest, "say"> {
  readonly entry: Pick<PluginEntry, "use" | "options" | "failure">;
  /** Of its module, as a file: URL. */
  readonly url: string;
  /** sha256 of its code. */
  readonly code: string;
  readonly timeoutMs: number;
  /** Those of the variables that it may ask for. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Takes what it prints, with its name. */
  readonly say: (plugin: string, text: string) => void;
}

/**
 * A plugin in a process of its own, which is started at once, to learn what it is, and started anew
 * where it was ended. Throws PLUGIN_FAILED where it cannot be loaded.
 */
export async function openProcessPlugin(
  request: ProcessPluginRequest,
  signal: AbortSignal,
): Promise<Plugin> {
  const { entry, code } = request;
  let name = entry.use;
  // What a plugin reads from the environment may be secret, so that what it says is kept without.
  let secrets: readonly string[] = [];
  const start = () =>
    startPluginProcess({ ...request, say: (text) => request.say(name, redact(text, secrets)) });
  let running = start();
  const manifest = await load(running, request, signal);
  ({ name } = manifest);
  secrets = Object.values(valuesOf(manifest, request));
  let last: Promise<unknown> = Promise.resolve();
  let calls = 0;

  async function ready(during: AbortSignal): Promise<PluginProcess> {
    if (!running.ended()) return running;
    running = start();
    await load(running, request, during);
    return running;
  }
  const { version } = manifest;
  return {
    name,
    version,
    code,
    hooks: new Set(manifest.hooks),
    failure: entry.failure,
    fingerprint: sha256(canonicalJson([name, version, code, entry.options])),
    call(hook, values, during) {
      const turn = async (): Promise<unknown> => {
        during.throwIfAborted();
        const id = (calls += 1);
        const asked = { kind: "call", id, hook, values } as const;
        const reply = await within(await ready(during), asked, request.timeoutMs, during);
        if (reply.kind === "threw") throw refusalOf(withoutSecrets(reply.error, secrets));
        return reply.kind === "returned" ? reply.value : undefined;
      };
      const result = last.then(turn, turn);
      last = result.catch(() => {});
      return result;
    },
    close: () => running.kill(),
  };
}

async function load(
  running: PluginProcess,
  request: ProcessPluginRequest,
  signal: AbortSignal,
): Promise<PluginManifest> {
  const { entry, url, timeoutMs } = request;
  const asked = { kind: "load", url, options: entry.options } as const;
  const reply = await within(running, asked, timeoutMs, signal);
  if (reply.kind === "threw") throw refusalOf(reply.error);
  const said = reply.kind === "loaded" ? reply.value : undefined;
  const manifest = pluginManifestSchema.safeParse(said);
  if (!manifest.success) {
    running.kill();
    const [problem] = schemaProblems(pluginManifestSchema, said);
    throw new EpicError("PLUGIN_FAILED", `it is not right: ${problem?.message ?? "what is it?"}`, {
      cause: manifest.error,
      hint: problem?.hint ?? "docs/plugins.md shows one",
    });
  }
  running.tell({ kind: "environment", values: valuesOf(manifest.data, request) });
  return manifest.data;
}

/** The variables that a plugin asks for, as far as they are set. */
function valuesOf(
  { env }: PluginManifest,
  { variables }: ProcessPluginRequest,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    env.flatMap((variable) => {
      const value = variables[variable];
      return value === undefined ? [] : [[variable, value]];
    }),
  );
}

function withoutSecrets(error: ThrownError, secrets: readonly string[]): ThrownError {
  return { ...error, message: redact(error.message, secrets) };
}

/** Whatever takes too long, or is given up, is killed: nothing else stops code that never gives way. */
async function within(
  running: PluginProcess,
  request: PluginRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<PluginReply> {
  const limit = new AbortController();
  const giveUp = () => limit.abort(signal.reason);
  const timer = setTimeout(() => limit.abort(tooLate(timeoutMs)), timeoutMs);
  signal.addEventListener("abort", giveUp, { once: true });
  const stopped = new Promise<never>((_settle, fail) => {
    limit.signal.addEventListener("abort", () => fail(limit.signal.reason), { once: true });
  });
  try {
    return await Promise.race([running.ask(request), stopped]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
    if (limit.signal.aborted) running.kill();
  }
}

function tooLate(timeoutMs: number): EpicError {
  return new EpicError("PLUGIN_FAILED", `it took longer than ${timeoutMs / 1000} s`, {
    hint: "let it do less, or raise timeout of its entry in plugins",
  });
}
