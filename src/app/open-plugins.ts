import { join } from "node:path";

import type { AnswerTransform } from "../adapters/agents/agent-host.ts";
import { type FoundPlugin, findPlugin } from "../adapters/plugins/find-plugin.ts";
import { openProcessPlugin } from "../adapters/plugins/process-plugin.ts";
import type { Environment } from "../core/config-environment.ts";
import { EpicError, toEpicError } from "../core/errors.ts";
import { redact } from "../core/secrets.ts";
import { parseByteSize } from "../core/settings.ts";
import type { Hooks } from "../engine/hooks.ts";
import { createPluginHooks } from "../engine/plugin-hooks.ts";
import type { Observe } from "../engine/progress.ts";
import type { Plugin } from "../ports/plugin.ts";
import { type PluginEntry, pluginEntrySchema } from "../schema/plugin.ts";
import { refuseUntrusted } from "./refuse-untrusted.ts";
import { packageRoot, subjectsOfFound } from "./trust-subjects.ts";

export interface PluginParts {
  /** Folder of the project. */
  readonly root: string;
  readonly env: Environment;
  /** Hashes that are trusted for this run alone. */
  readonly trust: readonly string[];
  /** False where nothing may leave this machine. */
  readonly allowEgress: boolean;
  readonly observe: Observe;
}

/**
 * The plugins of the configuration, each in its process. Nothing runs before all of them are trusted.
 * Throws NOT_TRUSTED, NOT_FOUND, INVALID_INPUT, or PLUGIN_FAILED where one cannot be loaded.
 */
export async function openPlugins(
  entries: readonly PluginEntry[],
  parts: PluginParts,
): Promise<Hooks> {
  const { root, observe } = parts;
  const places = { root, packageRoot: packageRoot() };
  const all = entries.map((entry) => ({ entry, found: findPlugin(entry.use, places) }));
  const subjects = all.flatMap(({ entry, found }) => subjectsOfFound("plugin", entry.use, found));
  refuseUntrusted(subjects, parts);
  const opened: Plugin[] = [];
  try {
    await Promise.all(
      all.map(async ({ entry, found }, at) => {
        opened[at] = await open(entry, found, parts);
      }),
    );
  } catch (error) {
    for (const plugin of opened) plugin?.close();
    throw error;
  }
  return createPluginHooks(opened, observe);
}

/** The code that reads an agent's dialect: started for each answer, as few agents answer twice. */
export function openTransform(persona: string, use: string, parts: PluginParts): AnswerTransform {
  const entry = pluginEntrySchema.parse({ use });
  const found = findPlugin(use, { root: parts.root, packageRoot: packageRoot() });
  refuseUntrusted(subjectsOfFound("transformer", use, found), parts);
  return {
    code: found.code,
    async apply(answer, signal) {
      const plugin = await open(entry, found, parts);
      try {
        return await plugin.call("transform", [persona, answer], signal);
      } catch (error) {
        signal.throwIfAborted();
        const { code, message, hint } = toEpicError(error);
        throw new EpicError(code, `The transformer ${use} failed: ${message}`, { hint });
      } finally {
        plugin.close();
      }
    },
  };
}

async function open(
  entry: PluginEntry,
  { url, code }: FoundPlugin,
  { root, env, allowEgress, observe }: PluginParts,
): Promise<Plugin> {
  const request = {
    entry,
    url,
    code,
    host: join(packageRoot(), "dist/plugin-host.js"),
    folder: root,
    allowEgress,
    env: basicEnvironment(env),
    memoryBytes: parseByteSize(entry.memory),
    timeoutMs: entry.timeout * 1000,
    variables: env,
    say: (plugin: string, text: string) =>
      observe({ kind: "plugin-said", plugin, text: redact(text) }),
  };
  try {
    return await openProcessPlugin(request, new AbortController().signal);
  } catch (error) {
    const { code: failure, message, hint } = toEpicError(error);
    throw new EpicError(failure, `The plugin ${entry.use} cannot be loaded: ${message}`, {
      cause: error,
      hint,
    });
  }
}

/** What any program needs to find its way; secrets are handed over by name, when a plugin asks. */
const BASIC =
  /^(?:PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|(?:HTTPS?|NO|ALL)_PROXY|NODE_EXTRA_CA_CERTS|NODE_USE_ENV_PROXY|SSL_CERT_(?:FILE|DIR))$/i;

function basicEnvironment(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      BASIC.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}
