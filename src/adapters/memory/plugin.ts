import { canonicalJson } from "../../core/canonical-json.ts";
import { sha256 } from "../../core/hash.ts";
import { describeThrown, refusalOf } from "../../core/plugins/refusal.ts";
import type { Plugin } from "../../ports/plugin.ts";
import type { WorkflowPlugin } from "../../ports/workflow-plugin.ts";
import { type HookName, pluginManifestSchema } from "../../schema/plugin.ts";

/**
 * A plugin of the program that uses the library, in its own process: nothing limits what it does, and
 * its version alone speaks for its code.
 */
export function inProcessPlugin(
  plugin: WorkflowPlugin,
  failure: Plugin["failure"] = "isolated",
): Plugin {
  const { name, version, hooks } = pluginManifestSchema.parse({
    ...plugin,
    hooks: Object.keys(plugin.hooks),
  });
  let last: Promise<unknown> = Promise.resolve();
  return {
    name,
    version,
    code: sha256(canonicalJson([name, version])),
    hooks: new Set(hooks),
    failure,
    fingerprint: sha256(canonicalJson([name, version])),
    call(hook, values, signal) {
      const turn = () => callHook(plugin, hook, values, signal);
      const result = last.then(turn, turn);
      last = result.catch(() => {});
      return result;
    },
    close() {},
  };
}

async function callHook(
  plugin: WorkflowPlugin,
  hook: HookName,
  values: readonly unknown[],
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  const method: unknown = plugin.hooks[hook];
  if (typeof method !== "function") return undefined;
  const done = new AbortController();
  const givenUp = new Promise<never>((_settle, fail) => {
    signal.addEventListener("abort", () => fail(signal.reason), { signal: done.signal });
  });
  try {
    const work: Promise<unknown> = Reflect.apply(method, plugin.hooks, structuredClone(values));
    return structuredClone(await Promise.race([work, givenUp]));
  } catch (error) {
    signal.throwIfAborted();
    throw refusalOf(describeThrown(error));
  } finally {
    // One signal goes with all hooks of a run: each would leave its listener there.
    done.abort();
  }
}
