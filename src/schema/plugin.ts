import { z } from "zod";

import { byteSizeSchema } from "./vocabulary.ts";

/**
 * Which plugin: one that ships or an installed package, by name, or a file. A file begins with ./, ../
 * or /, so that nobody takes it for a package of the same name.
 */
export const pluginReferenceSchema = z
  .string()
  .regex(
    /^(?:(?:\.{1,2}\/|\/|[A-Za-z]:[\\/]).+\.m?js|(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-](?:(?!\.[cm]js$)[\w.~-])*)$/,
    "must be a file as in ./policy.mjs, an installed package, or a plugin that ships as in cost-cap",
  );

/** One entry of `plugins` in the configuration; plugins are asked in the order of the list. */
export const pluginEntrySchema = z.strictObject({
  use: pluginReferenceSchema,
  /** Handed to the plugin as they are; what they may be is up to it. */
  options: z.record(z.string(), z.json()).default({}),
  /** Whether a run goes on without a plugin that failed, with a warning, or stops. */
  failure: z.enum(["isolated", "fatal"]).default("isolated"),
  /** Seconds for loading it, and for each of its hooks. */
  timeout: z.number().positive().max(3600).default(10),
  /** How much its process may use. */
  memory: byteSizeSchema.default("256MB"),
});
export type PluginEntry = z.infer<typeof pluginEntrySchema>;
