import { isAbsolute, relative, resolve, sep } from "node:path";

import { environmentLayers, unknownVariables } from "../../core/config-environment.ts";
import type { Environment } from "../../core/config-environment.ts";
import { isMapping, mergeLayers } from "../../core/config.ts";
import type { ConfigLayer } from "../../core/config.ts";
import { EpicError } from "../../core/errors.ts";
import type { Config } from "../../schema/config.ts";
import { findPlaces, shownPath } from "./places.ts";
import type { Places } from "./places.ts";

export interface ConfigRequest {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
  /** What ships, valid already. */
  readonly defaults: Config;
  /** What `--config` names, instead of the project's file. */
  readonly configFile?: string | undefined;
}

export interface LoadedConfig {
  readonly config: Config;
  /** From the defaults up to the environment. */
  readonly layers: readonly ConfigLayer[];
  readonly places: Places;
  /** What is odd and no fault, one sentence each. */
  readonly warnings: readonly string[];
}

/** The configuration in force. Throws INVALID_INPUT or NOT_FOUND naming the file, line and key. */
export async function loadConfig(request: ConfigRequest): Promise<LoadedConfig> {
  const { defaults, env } = request;
  const { layers, places } = await readConfigLayers(request);
  const [, ...own] = layers;
  return {
    // The defaults were checked when they were compiled: without layers, no schema need be loaded.
    config: own.length === 0 ? defaults : await resolveLayers(defaults, own),
    layers,
    places,
    warnings: [...unknownVariables(env), ...(own.length === 0 ? [] : await keysIn(own))],
  };
}

async function keysIn(layers: readonly ConfigLayer[]): Promise<readonly string[]> {
  const { misplacedKeys } = await import("../../core/misplaced-keys.ts");
  return misplacedKeys(layers);
}

async function resolveLayers(defaults: Config, layers: readonly ConfigLayer[]): Promise<Config> {
  const { resolveConfig } = await import("../../core/config-check.ts");
  return resolveConfig(defaults, layers);
}

/** The layers as they were written, before anybody asks whether they make sense. */
export async function readConfigLayers({
  cwd,
  env,
  defaults,
  configFile,
}: ConfigRequest): Promise<Pick<LoadedConfig, "layers" | "places">> {
  const places = findPlaces(cwd, env);
  const project = configFile === undefined ? places.projectConfig : resolve(cwd, configFile);
  const layers: ConfigLayer[] = [{ origin: "default", values: defaults }];
  if (places.userConfig) layers.push(await readLayer("user file", cwd, places.userConfig));
  if (project) {
    const layer = await readLayer("project file", cwd, project);
    layers.push({ ...layer, ofRepository: isBelow(places.root, project) });
  }
  return { layers: [...layers, ...environmentLayers(env, mergeLayers(layers))], places };
}

/** A file elsewhere that somebody names is their own. */
function isBelow(root: string, file: string): boolean {
  const path = relative(root, file);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** One file as a layer. An empty file sets nothing. */
export async function readLayer(kind: string, cwd: string, file: string): Promise<ConfigLayer> {
  const { readYamlFile } = await import("./yaml-file.ts");
  const name = shownPath(cwd, file);
  const { value, locate } = await readYamlFile(file, name);
  const values = value ?? {};
  if (!isMapping(values)) {
    throw new EpicError("INVALID_INPUT", `${name} is no configuration: it holds no mapping`, {
      hint: "write it as in `epic config show`: sections with keys and values",
    });
  }
  return { origin: `${kind} ${name}`, values, locate };
}
