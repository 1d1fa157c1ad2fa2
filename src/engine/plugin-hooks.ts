import { EpicError, toEpicError } from "../core/errors.ts";
import { storedObject } from "../core/hash.ts";
import { reviewOf } from "../core/persona-output.ts";
import {
  checkEpic,
  type Checked,
  checkInput,
  checkOutput,
  checkOutputs,
} from "../core/plugins/hook-values.ts";
import type { Plugin } from "../ports/plugin.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { HookName } from "../schema/plugin.ts";
import type { HookedRun, Hooks, ReviewHooks } from "./hooks.ts";
import type { Observe } from "./progress.ts";
import { signed } from "./signed-epic.ts";

/** Asks plugins in their order, each with what the one before it made of the value. */
export function createPluginHooks(plugins: readonly Plugin[], observe: Observe): Hooks {
  const faults = openFaults();
  const toolsOf = (run: HookedRun): Tools => ({
    plugins,
    observe,
    failed: (fault) => faults.add(run, fault),
  });
  return {
    fingerprints: plugins
      .filter(({ hooks }) => CHANGING.some((hook) => hooks.has(hook)))
      .map(({ fingerprint }) => fingerprint),

    around: (persona, run, signal) => around(persona, run, signal, toolsOf(run)),

    async beforeAggregation(outputs, run, signal) {
      const context = contextOf(run);
      const shaped = await pass(
        { hook: "beforeAggregation", args: (value) => [value, context], check: checkOutputs },
        outputs,
        signal,
        toolsOf(run),
      );
      return shaped === outputs ? outputs : shaped.map(seal);
    },

    async shape(outputs, epic, signal) {
      const run = runOf(epic);
      const shaped = await shape(outputs, epic, signal, toolsOf(run));
      return signed(shaped, plugins, faults.take(run));
    },

    async notify(epic, signal, only) {
      const run = runOf(epic);
      const named = plugins.filter(({ name }) => only === undefined || name === only);
      const values = [epic, { ...run, status: "completed" }];
      // The epic is saved as it is.
      const tools = { ...toolsOf(run), plugins: named, failed: () => {} };
      return await tell({ hook: "notify", values, again: run.epicId }, signal, tools);
    },

    async onError(error, context) {
      const quiet = { ...toolsOf(context), plugins: plugins.map((plugin) => isolated(plugin)) };
      await tell({ hook: "onError", values: [error, context] }, NEVER, quiet);
      if (context.status === "failed") faults.take(context);
    },

    close: () => {
      for (const plugin of plugins) plugin.close();
    },
  };
}

/** By run: several may go on side by side, as in a batch. */
function openFaults() {
  const faults = new Map<string, readonly string[]>();
  return {
    add({ taskId }: HookedRun, fault: string): void {
      faults.set(taskId, [...(faults.get(taskId) ?? []), fault]);
    },
    take({ taskId }: HookedRun): readonly string[] {
      const taken = faults.get(taskId) ?? [];
      faults.delete(taskId);
      return taken;
    },
  };
}

interface Tools {
  readonly plugins: readonly Plugin[];
  readonly observe: Observe;
  /** A plugin did not do its part, and the run goes on. */
  readonly failed: (fault: string) => void;
}

/** Nobody gives up on a failure that is told. */
const NEVER = new AbortController().signal;

/** Hooks whose work is kept in the cache. */
const CHANGING: readonly HookName[] = ["beforePersona", "afterPersona"];

function around(persona: string, run: HookedRun, signal: AbortSignal, tools: Tools): ReviewHooks {
  const context = contextOf(run);
  const args = (value: unknown) => [persona, value, context];
  const during = ` of ${persona}`;
  let intact = true;
  const own: Tools = {
    ...tools,
    failed(fault) {
      intact = false;
      tools.failed(fault);
    },
  };
  return {
    before: (input) =>
      pass({ hook: "beforePersona", during, args, check: checkInput }, input, signal, own),
    after: (output) =>
      pass({ hook: "afterPersona", during, args, check: checkOutput }, output, signal, own),
    intact: () => intact,
  };
}

async function shape(
  outputs: readonly PersonaOutput[],
  epic: EpicResponse,
  signal: AbortSignal,
  tools: Tools,
): Promise<EpicResponse> {
  const context = contextOf(runOf(epic));
  const aggregated = await pass(
    { hook: "aggregate", args: (value) => [outputs, value, context], check: checkEpic },
    epic,
    signal,
    tools,
  );
  return await pass(
    { hook: "afterCompletion", args: (value) => [value, context], check: checkEpic },
    aggregated,
    signal,
    tools,
  );
}

interface Step<T> {
  readonly hook: HookName;
  /** What the hook is about, where it is called more than once: " of architect". */
  readonly during?: string;
  readonly args: (value: T) => readonly unknown[];
  readonly check: (given: T, returned: unknown) => Checked<T>;
}

async function pass<T>(step: Step<T>, value: T, signal: AbortSignal, tools: Tools): Promise<T> {
  const { hook, during = "", args, check } = step;
  let current = value;
  for (const plugin of tools.plugins.filter(({ hooks }) => hooks.has(hook))) {
    const place = `${hook}${during}`;
    try {
      const checked = check(current, await plugin.call(hook, args(current), signal));
      if (!checked.fits) throw rubbish(checked.fault);
      current = checked.value;
    } catch (error) {
      weigh(error, plugin, place, signal, tools);
    }
  }
  return current;
}

interface Telling {
  readonly hook: HookName;
  readonly values: readonly unknown[];
  /** The epic that a plugin can be made to tell of later. */
  readonly again?: string;
}

/** The names of those that told. */
async function tell(
  { hook, values, again }: Telling,
  signal: AbortSignal,
  tools: Tools,
): Promise<readonly string[]> {
  const told: string[] = [];
  for (const plugin of tools.plugins.filter(({ hooks }) => hooks.has(hook))) {
    try {
      await plugin.call(hook, values, signal);
      told.push(plugin.name);
    } catch (error) {
      const later = again && `epic notify ${again} --plugin ${plugin.name}`;
      weigh(error, plugin, hook, signal, { ...tools, again: later });
    }
  }
  return told;
}

function rubbish(fault: string): EpicError {
  return new EpicError("PLUGIN_FAILED", `it returned a value that does not fit: ${fault}`, {
    hint: "epic schema prints what fits",
  });
}

/** The one place where a plugin's failure becomes a decision: whether the run goes on without it. */
function weigh(
  thrown: unknown,
  { name, failure }: Plugin,
  place: string,
  signal: AbortSignal,
  { observe, failed, again }: Tools & { readonly again?: string | undefined },
): void {
  signal.throwIfAborted();
  const error = toEpicError(thrown);
  const fault = `The plugin ${name} failed in ${place}: ${error.message}`;
  if (failure === "isolated") {
    observe({ kind: "plugin-failed", plugin: name, place, message: error.message, again });
    failed(fault);
    return;
  }
  throw new EpicError(error.code, fault, {
    cause: error,
    plugin: name,
    hint: again
      ? `${error.hint ?? "mend it"}, then type ${again}: the epic is saved`
      : (error.hint ?? "mend it, or let runs go on without it by failure: isolated"),
  });
}

const isolated = (plugin: Plugin): Plugin => ({ ...plugin, failure: "isolated" });

/** Whoever has more at hand passes it in: a plugin is told no more than it was promised. */
const contextOf = ({ taskId, epicId }: HookedRun) => ({ taskId, epicId, status: "running" });

const runOf = ({ epic }: EpicResponse) => ({ taskId: epic.metadata.taskId, epicId: epic.id });

/** Equal reviews have equal hashes: what was changed gets the hash of what it is now. */
function seal(output: PersonaOutput): PersonaOutput {
  const { hash } = storedObject("review", reviewOf(output));
  return { ...output, metadata: { ...output.metadata, hash } };
}
