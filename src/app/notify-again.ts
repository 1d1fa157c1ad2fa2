import { EpicError } from "../core/errors.ts";
import type { Observe, ProgressEvent } from "../engine/progress.ts";
import type { App } from "./open-app.ts";
import { openPlugins, type PluginParts } from "./open-plugins.ts";

export interface NotifyRequest extends Pick<PluginParts, "env" | "trust" | "allowEgress"> {
  /** Of the epic. */
  readonly reference: string;
  /** Only this plugin. */
  readonly plugin: string | undefined;
  readonly observe: Observe;
  readonly signal: AbortSignal;
}

export interface Notified {
  readonly epicId: string;
  /** The plugins that have told somebody. */
  readonly told: readonly string[];
}

type Failed = Extract<ProgressEvent, { readonly kind: "plugin-failed" }>;

/**
 * Has the plugins of the configuration tell of a finished epic once more. Each gets its turn, whatever
 * became of the others; throws PLUGIN_FAILED where one failed, and INVALID_INPUT where there is none.
 */
export async function notifyAgain(
  { reference, plugin, observe, signal, ...given }: NotifyRequest,
  { coordinator, loaded }: Pick<App, "coordinator" | "loaded">,
): Promise<Notified> {
  const epic = await coordinator.getEpic(reference);
  const failures: Failed[] = [];
  const hearing: Observe = (event) => {
    if (event.kind === "plugin-failed") failures.push(event);
    else observe(event);
  };
  const { config, places } = loaded;
  const entries = config.plugins.map((entry) =>
    Object.assign({}, entry, { failure: "isolated" as const }),
  );
  const hooks = await openPlugins(entries, { ...given, root: places.root, observe: hearing });
  try {
    const told = await hooks.notify(epic, signal, plugin);
    const { id: epicId } = epic.epic;
    if (failures.length > 0) throw failed(failures, told);
    if (told.length === 0) throw nobody(plugin);
    return { epicId, told };
  } finally {
    hooks.close();
  }
}

function failed(failures: readonly Failed[], told: readonly string[]): EpicError {
  const faults = failures.map(({ plugin, message }) => `The plugin ${plugin} failed: ${message}`);
  const others = told.length > 0 ? ` (told: ${told.join(", ")})` : "";
  return new EpicError("PLUGIN_FAILED", `${faults.join("; ")}${others}`, {
    hint: failures[0]?.again,
  });
}

function nobody(plugin: string | undefined): EpicError {
  const which = plugin === undefined ? "No plugin" : `No plugin ${plugin}`;
  return new EpicError("INVALID_INPUT", `${which} of the configuration tells anybody of epics`, {
    hint: "name one with a hook notify below plugins, such as slack-webhook: docs/plugins.md",
  });
}
