import { homedir } from "node:os";
import { join } from "node:path";

import { userConfigFolder } from "../adapters/files/places.ts";
import { openTrustStore, type TrustStore } from "../adapters/plugins/trust-store.ts";
import type { Environment } from "../core/config-environment.ts";
import { EpicError } from "../core/errors.ts";
import { parseTrust } from "../core/trust/code-hash.ts";
import { whatChanged } from "../core/trust/what-changed.ts";
import type { TrustSubject } from "./trust-subjects.ts";

/** Whom somebody trusts. */
export interface TrustGiven {
  readonly env: Environment;
  /** Hashes that are trusted for this once. */
  readonly trust?: readonly string[] | undefined;
}

/** How it stands with something that wants to be trusted. */
export interface Standing {
  readonly state: "trusted" | "not trusted" | "changed";
  /** What has changed since it was trusted, where that is known. */
  readonly change: string | undefined;
}

/** What a person trusts, wherever they work. */
export function openTrust(env: Environment): TrustStore {
  const folder = userConfigFolder(env, env["HOME"] || homedir());
  return openTrustStore(join(folder, "epic-creator/trust"));
}

/** Throws NOT_TRUSTED where nobody trusts one of them, saying what it is and what has changed. */
export function refuseUntrusted(subjects: readonly TrustSubject[], given: TrustGiven): void {
  const strangers = standings(subjects, given).filter(({ state }) => state !== "trusted");
  const [first] = strangers;
  if (first) throw refusal(first, strangers.length - 1);
}

export function standings(
  subjects: readonly TrustSubject[],
  { env, trust = [] }: TrustGiven,
): readonly (TrustSubject & Standing)[] {
  const named = trust.flatMap((text) => parseTrust(text, "--trust"));
  const hashes = new Set([...named, ...parseTrust(env["EPIC_TRUST"] ?? "", "EPIC_TRUST")]);
  const store = openTrust(env);
  return subjects.map((subject) => {
    const { record } = subject;
    const isTrusted = hashes.has(record.sha256) || store.has(record);
    if (isTrusted) return { ...subject, state: "trusted", change: undefined };
    const before = store
      .list()
      .filter(({ name, path }) => name === record.name && path === record.path)
      .toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const [last] = before;
    if (!last) return { ...subject, state: "not trusted", change: undefined };
    return { ...subject, state: "changed", change: whatChanged(last, record) };
  });
}

function refusal(
  { what, use, record, state, change }: TrustSubject & Standing,
  others: number,
): EpicError {
  const how = change === undefined ? "" : ` (${change})`;
  const name = nameOf(what, use, state === "changed" ? undefined : record.says);
  const fault = state === "changed" ? `has changed since it was trusted${how}` : "is not trusted";
  const more = others > 0 ? ` (and ${others} more: epic trust lists them)` : "";
  return new EpicError("NOT_TRUSTED", `${name} ${fault}, so ${WITHOUT[what]}${more}`, {
    hint: `${LOOK[what]}, then type epic trust ${use}; in CI, pass EPIC_TRUST=sha256:${record.sha256}`,
  });
}

function nameOf(what: TrustSubject["what"], use: string, says: string | undefined): string {
  if (what !== "command" && what !== "address") return `The ${what} ${use}`;
  return says === undefined ? `The ${what} of ${use}` : `The ${what} of ${use}, ${says},`;
}

const WITHOUT: Readonly<Record<TrustSubject["what"], string>> = {
  plugin: "its code is not run",
  transformer: "its code is not run",
  agent: "it is not run",
  command: "it is not run",
  address: "nothing is sent there",
};

const LOOK: Readonly<Record<TrustSubject["what"], string>> = {
  plugin: "read it",
  transformer: "read it",
  agent: "read it",
  command: "look at what it runs",
  address: "look whether it may have that",
};
