import type { HookName, UsedPlugin } from "../schema/plugin.ts";

/**
 * A plugin that is loaded, wherever its code runs.
 *
 * `call` answers with what the hook returned, unchecked. It throws EpicError: PLUGIN_FAILED where the
 * hook threw, took too long or ended its process, the code that the plugin refused with, or the
 * reason of `signal`; in each case the work has stopped. Calls of one plugin wait for one another.
 */
export interface Plugin extends UsedPlugin {
  readonly hooks: ReadonlySet<HookName>;
  /** Whether a run goes on where a hook fails, or stops. */
  readonly failure: "isolated" | "fatal";
  /** Everything that could change what it does: part of the cache key. */
  readonly fingerprint: string;
  readonly call: (
    hook: HookName,
    values: readonly unknown[],
    signal: AbortSignal,
  ) => Promise<unknown>;
  /** Ends what runs of it. A later call starts it anew. */
  readonly close: () => void;
}
