import type { Config } from "../schema/config.ts";
import { isMapping } from "./config.ts";
import { type StoredObject, storedObject } from "./hash.ts";
import { redact } from "./secrets.ts";

/**
 * The configuration as it is kept with a run, to tell later what has changed: without secrets, which
 * nobody should write into a file and some do.
 */
export function keptConfiguration(config: Config): StoredObject {
  return storedObject("configuration", withoutSecrets(config, ""));
}

function withoutSecrets(value: unknown, name: string): unknown {
  if (typeof value === "string") {
    if (SECRET_NAME.test(name)) return "[redacted]";
    return value.length < SHORTEST_SECRET ? value : redact(value);
  }
  if (Array.isArray(value)) return value.map((member: unknown) => withoutSecrets(member, name));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      // What a header is called says nothing about whether it opens doors.
      withoutSecrets(member, name === "headers" ? SECRET : key),
    ]),
  );
}

/** Nothing shorter looks like a secret (secrets.ts): most values are words and need no search. */
const SHORTEST_SECRET = 12;

const SECRET = "secret";
const SECRET_NAME = /(?:key|token|secret|password|authorization)$/i;
