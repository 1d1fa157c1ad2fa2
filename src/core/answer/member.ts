import { isMapping, type Mapping } from "../config.ts";
import { removeInvisible } from "../screen.ts";

/** Whether two names differ in casing and separators alone: estimated_cost, EstimatedCost. */
export function sameName(a: string, b: string): boolean {
  return bareName(a) === bareName(b);
}

export const bareName = (name: string): string =>
  name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** The first member that is there, by any of its names in any casing; null counts as not there. */
export function memberOf(value: Mapping, ...names: readonly string[]): unknown {
  for (const name of names) {
    const key = Object.keys(value).find((candidate) => sameName(candidate, name));
    const member = key === undefined ? undefined : value[key];
    if (member !== undefined && member !== null) return member;
  }
  return undefined;
}

/** A text, or what can stand for one; undefined where there is none or it is blank. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return joined(value.map(textOf), "; ");
  if (isMapping(value))
    return joined(
      SAYING.map((name) => textOf(memberOf(value, name))),
      ": ",
    );
  if (typeof value !== "string") return undefined;
  const text = removeInvisible(value).trim();
  return text === "" ? undefined : text;
}

/** What an object is most likely to say, where a text was asked for. */
const SAYING = ["title", "text", "description"];

function joined(parts: readonly (string | undefined)[], between: string): string | undefined {
  const texts = parts.filter((part) => part !== undefined);
  return texts.length === 0 ? undefined : texts.join(between);
}

/** A list, or what can stand for one: a single entry, lines with bullets, a mapping by id. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return [value];
  const lines = value.split("\n").map((line) => line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s+/, ""));
  return lines.filter((line) => line.trim() !== "");
}

export function textsOf(value: unknown): string[] {
  return listOf(value).flatMap((entry) => textOf(entry) ?? []);
}

/** A number, or a text that is one: "0.8", "1,200". */
export function numberOf(value: unknown): number | undefined {
  const text =
    typeof value === "string" ? value.trim().replaceAll(/(?<=\d),(?=\d{3}\b)/g, "") : value;
  if (text === "" || (typeof text !== "string" && typeof text !== "number")) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

export function flagOf(value: unknown): boolean {
  return value === true || (typeof value === "string" && /^\s*(?:true|yes|y|1)\s*$/i.test(value));
}
