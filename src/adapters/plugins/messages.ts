import type { ThrownError } from "../../core/plugins/refusal.ts";
import type { HookName } from "../../schema/plugin.ts";

/** The one argument of a plugin's process, as JSON. */
export interface HostSettings {
  readonly memoryBytes: number;
  readonly allowEgress: boolean;
}

/** What a plugin's process is asked: one JSON document per line of the channel. */
export type PluginRequest =
  | {
      readonly kind: "load";
      readonly url: string;
      readonly options: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "environment"; readonly values: Readonly<Record<string, string>> }
  | {
      readonly kind: "call";
      readonly id: number;
      readonly hook: HookName;
      readonly values: readonly unknown[];
    };

/** What it answers. `value` of `loaded` is a PluginManifest where the plugin is right. */
export type PluginReply =
  | { readonly kind: "loaded"; readonly value: unknown }
  | { readonly kind: "returned"; readonly id: number; readonly value?: unknown }
  | { readonly kind: "threw"; readonly id: number; readonly error: ThrownError }
  /** Its process used more memory than it may, and is about to be killed. */
  | { readonly kind: "overran"; readonly bytes: number };

/** Number of the file descriptor that both sides talk over. */
export const CHANNEL = 3;

/** Of the request to load, which has no number of its own. */
export const LOADING = 0;
