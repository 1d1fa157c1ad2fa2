import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";

import { findPlaces } from "../adapters/files/places.ts";
import { codeAt, type FoundPlugin, findPlugin } from "../adapters/plugins/find-plugin.ts";
import { hashOf } from "../adapters/plugins/plugin-files.ts";
import { EpicError } from "../core/errors.ts";
import { isPluginFile } from "../core/plugins/shipped.ts";
import type { TrustedFile } from "../core/trust/code-hash.ts";
import type { TrustRecord } from "../schema/plugin.ts";
import type { PersonasOptions } from "./personas.ts";
import { type ProjectTrust, projectSubjects, projectTrust } from "./project-trust.ts";
import { openTrust } from "./refuse-untrusted.ts";
import { packageRoot } from "./trust-subjects.ts";

export type { ProjectTrust };
export { projectTrust };

export type TrustOptions = PersonasOptions;

/** A record, and what has become since of the files it stands for. */
export interface TrustView extends TrustRecord {
  readonly state: "as trusted" | "changed" | "gone";
}

/** What was trusted, and each file that the hash stands for. */
export interface Trusted extends Omit<TrustRecord, "covers"> {
  readonly covers: readonly TrustedFile[];
}

/** Trusts code, or what a provider of the project says, as it is now. Runs nothing of it. */
export async function trustOne(use: string, options: TrustOptions): Promise<Trusted> {
  const subject = isPluginFile(use) ? undefined : await subjectNamed(use, options);
  if (subject) return record(subject.record, options, subject.record.covers ?? []);
  const { kind, name, path, code, files } = findHere(use, options);
  if (kind === "shipped") {
    throw new EpicError("INVALID_INPUT", `The plugin ${use} ships with the program`, {
      hint: "it is trusted as the program is: name it in plugins of the configuration",
    });
  }
  const told = files.length > 50 ? {} : { covers: files.map((file) => ({ ...file })) };
  return record({ sha256: code, kind, name, path, files: files.length, ...told }, options, files);
}

/** Trusts all that the files of the project would run or send, as it is now. */
export async function trustAll(options: TrustOptions): Promise<readonly Trusted[]> {
  const untrusted = (await projectTrust(options)).filter(({ state }) => state !== "trusted");
  return untrusted.map((each) => record(each.record, options, each.record.covers ?? []));
}

async function subjectNamed(use: string, options: TrustOptions) {
  const subjects = await projectSubjects(options);
  return subjects.find((subject) => subject.use === use);
}

function record(
  given: Omit<TrustRecord, "at">,
  { env }: TrustOptions,
  covers: readonly TrustedFile[],
): Trusted {
  const at = new Date().toISOString();
  openTrust(env).add({ ...given, at });
  return { ...given, at, covers };
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
    .map((each) => Object.assign({ state: stateOf(each) }, each));
}

function stateOf({ kind, name, path, sha256, covers = [] }: TrustRecord): TrustView["state"] {
  if (!existsSync(path)) return "gone";
  if (kind === "file" || kind === "package") {
    return codeAt({ kind, name, path }) === sha256 ? "as trusted" : "changed";
  }
  const isSame = covers.every(({ path: file, sha256: hash }) => {
    const now = join(path, file);
    return existsSync(now) && hashOf(now) === hash;
  });
  return isSame ? "as trusted" : "changed";
}

/** By file, package, provider or hash; whatever version was trusted. Throws NOT_FOUND where none was. */
export function revokeTrust(what: string, options: TrustOptions): readonly TrustRecord[] {
  const store = openTrust(options.env);
  const meant = namesOf(what, options);
  const { root } = findPlaces(options.cwd, options.env);
  const isMeant = ({ kind, sha256, name, path }: TrustRecord): boolean => {
    if ([sha256, path].some((each) => meant.includes(each))) return true;
    // A provider of that name in another project is another one.
    const isOfProject = kind === "command" || kind === "address";
    return meant.includes(name) && (!isOfProject || path === root);
  };
  const revoked = store.list().filter(isMeant);
  if (revoked.length === 0) {
    throw new EpicError("NOT_FOUND", `Nothing that is trusted is "${what}"`, {
      hint: "epic trust --list shows what is",
    });
  }
  for (const each of revoked) store.remove(each);
  return revoked;
}

function namesOf(what: string, { cwd, env }: TrustOptions): readonly string[] {
  const paths = [cwd, findPlaces(cwd, env).root].map((folder) => resolve(folder, what));
  const real = paths.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  return [what, what.replace(/^sha256:/, ""), ...paths, ...real];
}
