import * as fc from "fast-check";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { enterpriseEpic } from "./epics/enterprise.ts";
import { ATTACKS } from "./epics/hostile.ts";

const MARKUP =
  "|\\`*_~<>[](){}#+-=!@$&;:/\"' \t\n\r\u0000\u001B\u009B\u202E\u2028\u200D\u00AD".split("");

/** Ordinary text, any code units, markup in any order, and texts known to be hostile. */
export const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom(...MARKUP, "a", "1.", "&lt;", "http://x.example"))
    .map((all) => all.join("")),
  fc.constantFrom(...ATTACKS.slice(0, -1)),
);

/** Fields whose text comes from the description, a reviewer or the user. */
const FREE = new Set(
  "title description estimatedDuration budget estimatedCost acceptance text exit resolution reason quote amount model program rulebook requestedBy project ticket assumption taskId currency category version insights references warnings".split(
    " ",
  ),
);

/** An epic of ordinary shape in which every free text is arbitrary. */
export const anyEpic = fc.array(anyText, { minLength: 1, maxLength: 40 }).map((texts) => {
  let used = 0;
  const next = () => texts[used++ % texts.length] || "x";
  return epicResponseSchema.parse(withTexts(enterpriseEpic(), next));
});

function withTexts(value: unknown, next: () => string, free = false): unknown {
  if (typeof value === "string") return free ? next() : value;
  if (Array.isArray(value)) return value.map((member) => withTexts(member, next, free));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withTexts(member, next, FREE.has(key))]),
  );
}
