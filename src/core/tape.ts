import type { Exchange } from "../schema/tape.ts";
import { canonicalJson } from "./canonical-json.ts";
import { isMapping } from "./config.ts";
import { sha256 } from "./hash.ts";
import { quote } from "./quote.ts";
import { redact } from "./secrets.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Ids that look like any others and are the same for the same seed. */
export function idsFrom(seed: string): (prefix: string) => string {
  const counts = new Map<string, number>();
  return (prefix) => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    const bits = sha256(`${seed}:${prefix}:${count}`);
    const pairs = [...bits.matchAll(/../g)].slice(0, 10);
    return `${prefix}-${pairs.map(([pair]) => ALPHABET[Number.parseInt(pair, 16) % 32]).join("")}`;
  };
}

/** A JSON value without secrets, in its texts and wherever they stand. */
export function redactJson<T>(value: T, secrets: readonly string[]): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- texts stay texts
  return walk(value, (text) => redact(text, secrets)) as T;
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((entry) => walk(entry, change));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, walk(member, change)]),
  );
}

/** Where a question differs from the one that was recorded, in a sentence; undefined where nowhere. */
export function mismatch(recorded: Exchange["request"], asked: unknown): string | undefined {
  if (canonicalJson(recorded) === canonicalJson(asked)) return undefined;
  return firstDifference(recorded, asked, "");
}

function firstDifference(recorded: unknown, asked: unknown, path: string): string {
  if (typeof recorded === "string" && typeof asked === "string") {
    return differentLine(recorded, asked, path);
  }
  const keys = [...new Set([...keysOf(recorded), ...keysOf(asked)])];
  const key = keys.find((each) => canonical(recorded, each) !== canonical(asked, each));
  if (key === undefined) return `${path || "the question"} is another`;
  const place = path === "" ? key : `${path}.${key}`;
  const [before, now] = [memberOf(recorded, key), memberOf(asked, key)];
  if (before === undefined) return `${place} was not there`;
  return now === undefined ? `${place} is no longer there` : firstDifference(before, now, place);
}

function differentLine(recorded: string, asked: string, path: string): string {
  const [before, now] = [recorded.split("\n"), asked.split("\n")];
  const at = now.findIndex((line, index) => line !== before[index]);
  const line = at === -1 ? now.length : at;
  return `${path} differs in line ${line + 1}: it was ${shown(before[line])}, and is ${shown(now[line])}`;
}

const shown = (line: string | undefined): string =>
  line === undefined ? "nothing" : quote(line.slice(0, 80));

const keysOf = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;

const canonical = (value: unknown, key: string): string =>
  canonicalJson(memberOf(value, key) ?? null);
