import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";

import { findPlaces } from "../adapters/files/places.ts";
import { codeAt, findPlugin, type FoundPlugin } from "../adapters/plugins/find-plugin.ts";
import type { Environment } from "../core/config-environment.ts";
import { EpicError } from "../core/errors.ts";
import { isPluginFile } from "../core/plugins/shipped.ts";
import type { TrustRecord } from "../schema/plugin.ts";
import { openTrust, packageRoot } from "./open-plugins.ts";

export interface TrustOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
}

/** A record, and what has become of the code since. */
export interface TrustView extends TrustRecord {
  readonly state: "as trusted" | "changed" | "gone";
}

/** What was trusted, and each file that the hash stands for. */
export interface Trusted extends TrustRecord {
  readonly covers: FoundPlugin["files"];
}

/** Trusts the code of a file or package as it is now. Runs nothing of it. */
export function trustPlugin(use: string, options: TrustOptions): Trusted {
  const { kind, name, path, code, files } = findHere(use, options);
  if (kind === "shipped") {
    throw new EpicError("INVALID_INPUT", `The plugin ${use} ships with the program`, {
      hint: "it is trusted as the program is: name it in plugins of the configuration",
    });
  }
  const at = new Date().toISOString();
  const record: TrustRecord = { sha256: code, kind, name, path, files: files.length, at };
  openTrust(options.env).add(record);
  return { ...record, covers: files };
}

/** A path is one of the folder that one is in, or, as in the configuration, of the project's. */
function findHere(use: string, { cwd, env }: TrustOptions): FoundPlugin {
  const { root } = findPlaces(cwd, env);
  const here = isPluginFile(use) && existsSync(resolve(cwd, use));
  return findPlugin(use, { root: here ? cwd : root, packageRoot: packageRoot() });
}

/** Everything trusted, the latest first. */
export function listTrust({ env }: TrustOptions): readonly TrustView[] {
  return openTrust(env)
    .list()
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .map((record) => Object.assign({ state: stateOf(record) }, record));
}

function stateOf(record: TrustRecord): TrustView["state"] {
  const code = codeAt(record);
  if (code === undefined) return "gone";
  return code === record.sha256 ? "as trusted" : "changed";
}

/** By file, package or hash; whatever version of it was trusted. Throws NOT_FOUND where none was. */
export function revokeTrust(what: string, options: TrustOptions): readonly TrustRecord[] {
  const store = openTrust(options.env);
  const meant = namesOf(what, options);
  const revoked = store
    .list()
    .filter(({ sha256, name, path }) => [sha256, name, path].some((each) => meant.includes(each)));
  if (revoked.length === 0) {
    throw new EpicError("NOT_FOUND", `Nothing that is trusted is "${what}"`, {
      hint: "epic trust --list shows what is",
    });
  }
  for (const { sha256 } of revoked) store.remove(sha256);
  return revoked;
}

function namesOf(what: string, { cwd, env }: TrustOptions): readonly string[] {
  const paths = [cwd, findPlaces(cwd, env).root].map((folder) => resolve(folder, what));
  const real = paths.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  return [what, what.replace(/^sha256:/, ""), ...paths, ...real];
}
