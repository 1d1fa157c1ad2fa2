import { config as defaults } from "#defaults";

import { loadConfig } from "../adapters/files/load-config.ts";
import { isOfRepository } from "../core/trust/terms.ts";
import type { PersonasOptions } from "./personas.ts";
import { type Standing, standings } from "./refuse-untrusted.ts";
import {
  pluginSubjects,
  providerSubjects,
  subjectsOf,
  type TrustSubject,
} from "./trust-subjects.ts";

export type ProjectTrust = TrustSubject & Standing;

/**
 * All that the files of a project would run, or send a key to, and how trust in it stands. Runs
 * nothing of it. Throws as `loadConfig` and `findPlugin` do.
 */
export async function projectTrust(options: PersonasOptions): Promise<readonly ProjectTrust[]> {
  return standings(await projectSubjects(options), { env: options.env });
}

export async function projectSubjects(options: PersonasOptions): Promise<readonly TrustSubject[]> {
  const { config, layers, places } = await loadConfig({ ...options, defaults });
  const { root } = places;
  const { registryReads } = await import("../adapters/personas/read-registry.ts");
  const reads = await registryReads({ root, cwd: options.cwd, providers: config.providers });
  // A file that cannot be read reviews nowhere: a run tells of it, and asks nobody.
  const read = await Promise.allSettled(reads.map((each) => each.entry()));
  const own = read.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const place = { root, config, layers };
  const plugins = config.plugins.flatMap(({ use }) => pluginSubjects("plugin", use, root));
  const named = Object.entries(config.providers).map(async ([name, provider]) =>
    provider && isOfRepository(name, layers) ? await providerSubjects(name, provider, root) : [],
  );
  const personas = own.map(({ registration }) => subjectsOf(registration, place));
  const all = [...plugins, ...(await Promise.all([...named, ...personas])).flat()];
  // A provider is named by several personas, and a file may be both agent and plugin.
  return [...new Map(all.map((subject) => [subject.record.sha256, subject])).values()];
}
