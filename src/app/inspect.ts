import { join } from "node:path";

import { config as defaults, workflows } from "#defaults";

import { loadConfig, readConfigLayers, readLayer } from "../adapters/files/load-config.ts";
import type { LoadedConfig } from "../adapters/files/load-config.ts";
import { findPlaces } from "../adapters/files/places.ts";
import { type Environment, unknownVariables } from "../core/config-environment.ts";
import { type DoctorCheck, judgeLocale } from "../core/doctor.ts";
import { toEpicError } from "../core/errors.ts";

export interface InspectOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
  readonly configFile?: string | undefined;
}

/** The configuration in force. Throws as `loadConfig` does. */
export async function inspectConfig(options: InspectOptions): Promise<LoadedConfig> {
  return await loadConfig({ ...options, defaults });
}

export interface ConfigVerdict {
  /** Files and variables that were looked at. */
  readonly origins: readonly string[];
  readonly problems: readonly {
    /** With its place. */
    readonly message: string;
    readonly hint: string | undefined;
  }[];
  readonly warnings: readonly string[];
}

/** All that is wrong with one file, or with everything that is in force. Unreadable YAML throws. */
export async function validateConfig(
  options: InspectOptions,
  file: string | undefined,
): Promise<ConfigVerdict> {
  const all = readConfigLayers({ ...options, defaults });
  const own =
    file === undefined ? (await all).layers.slice(1) : [await readLayer("file", options.cwd, file)];
  // Whether the other files can be read is not what is asked where one is named.
  const others =
    file === undefined
      ? []
      : await all.then(
          ({ layers }) => layers,
          () => [],
        );
  const check = await import("../core/config-check.ts");
  const { misplacedKeys } = await import("../core/misplaced-keys.ts");
  const known = workflows.flatMap(({ personas }) => personas.map(({ name }) => name));
  return {
    origins: own.map(({ origin }) => origin),
    problems: check.allProblems(defaults, own, others).map(({ place, message, hint }) => ({
      message: `${place}: ${message}`,
      hint,
    })),
    warnings: [
      ...own.flatMap(({ values }) => check.misspeltPersonas(values, known)),
      ...misplacedKeys(own),
      ...(file === undefined ? unknownVariables(options.env) : []),
    ],
  };
}

/** A sentence for each thing that the files of the project name and nobody trusts. */
export async function untrusted(options: InspectOptions): Promise<readonly string[]> {
  const { projectTrust } = await import("./project-trust.ts");
  const all = await projectTrust(options);
  return all
    .filter(({ state }) => state !== "trusted")
    .map(({ what, use, state }) => {
      const fault = state === "changed" ? "has changed since it was trusted" : "is not trusted";
      return `the ${what} ${what === "command" || what === "address" ? "of " : ""}${use} ${fault}`;
    });
}

/** Looks at everything that a run needs, and creates nothing. Never throws for what it finds. */
export async function inspectHost(options: InspectOptions): Promise<readonly DoctorCheck[]> {
  const { stateFolder, root } = findPlaces(options.cwd, options.env);
  const host = await import("../adapters/host/host-checks.ts");
  const { checkDatabase, checkDriver } = await import("../adapters/sqlite/check-database.ts");
  const driver = await checkDriver();
  return [
    { name: "node", status: "ok", detail: process.version },
    { name: "project", status: "ok", detail: root },
    await checkConfig(options),
    await checkTrust(options),
    driver,
    await host.checkStateFolder(stateFolder),
    ...(driver.status === "ok" ? [await checkDatabase(join(stateFolder, "epic.db"))] : []),
    await host.checkDiskSpace(stateFolder),
    await host.checkGit({ ...options.env }),
    judgeLocale(options.env),
  ];
}

async function checkConfig(options: InspectOptions): Promise<DoctorCheck> {
  try {
    const { layers, warnings } = await inspectConfig(options);
    const origins = layers.map(({ origin }) => origin).join(", ");
    const status = warnings.length === 0 ? "ok" : "warning";
    return { name: "configuration", status, detail: [origins, ...warnings].join("; ") };
  } catch (error) {
    const { message, hint } = toEpicError(error);
    return { name: "configuration", status: "failed", detail: message, hint };
  }
}

async function checkTrust(options: InspectOptions): Promise<DoctorCheck> {
  const name = "trust";
  try {
    const strangers = await untrusted(options);
    if (strangers.length === 0) {
      return { name, status: "ok", detail: "nothing of the project waits to be trusted" };
    }
    const hint = "epic trust shows what each would do";
    return { name, status: "warning", detail: strangers.join("; "), hint };
  } catch (error) {
    const { message, hint } = toEpicError(error);
    return { name, status: "failed", detail: message, hint };
  }
}
