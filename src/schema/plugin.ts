import { z } from "zod";

import { byteSizeSchema, hashSchema } from "./vocabulary.ts";

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

/** Where a plugin may step in, in the order in which a run comes to it. */
export const hookNameSchema = z.enum([
  "beforePersona",
  "transform",
  "afterPersona",
  "beforeAggregation",
  "aggregate",
  "afterCompletion",
  "notify",
  "onError",
]);
export type HookName = z.infer<typeof hookNameSchema>;

/** What a plugin says of itself once it is loaded. */
export const pluginManifestSchema = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/, "must be lower-case, as in severity-policy")
    .max(60),
  version: z.string().min(1).max(60),
  /** Names of the environment variables that it reads: it is given no others. */
  env: z.array(z.string().regex(/^[A-Za-z_]\w*$/, "must be the name of a variable")).default([]),
  hooks: z.array(hookNameSchema).min(1),
});
export type PluginManifest = z.infer<typeof pluginManifestSchema>;

/** A plugin as an epic names it. */
export const usedPluginSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** sha256 of its code. */
  code: z.string(),
});
export type UsedPlugin = z.infer<typeof usedPluginSchema>;

/**
 * That a person trusts something: code, bound to its sha256 wherever it lies, or what an entry of
 * `providers` says, in one project.
 */
export const trustRecordSchema = z.object({
  sha256: hashSchema,
  kind: z.enum(["file", "package", "command", "address"]),
  /** Of the package, of the file without its folder, or of the provider. */
  name: z.string(),
  /** The file, the folder of the package or of the project, absolute, as it was trusted. */
  path: z.string(),
  /** How many files the hash stands for. */
  files: z.int().nonnegative(),
  /** What a provider runs, or where it sends what. */
  says: z.string().optional(),
  /** The files, so that a later change can be told; records of earlier versions have none. */
  covers: z.array(z.object({ path: z.string(), sha256: hashSchema })).optional(),
  at: z.iso.datetime(),
});
export type TrustRecord = z.infer<typeof trustRecordSchema>;
