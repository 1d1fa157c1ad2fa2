import { z } from "zod";

import { isMapping, valueAt } from "./config.ts";
import type { Mapping } from "./config.ts";
import { describeFault, optionsOf } from "./schema-fault.ts";
import { didYouMean } from "./suggest.ts";

/** One thing that is wrong with a value from outside, told to the person who wrote it. */
export interface SchemaProblem {
  /** Of the field, or of the key that nobody knows. */
  readonly path: readonly PropertyKey[];
  /** Whether the key itself or what stands behind it is wrong. */
  readonly part: "key" | "value";
  /** `coordination.defaultTimeout must be a number, not "soon"`. */
  readonly message: string;
  readonly hint: string | undefined;
}

/**
 * Everything about `value` that does not fit; empty when it fits. Unknown keys come first, since a
 * misspelt one also leaves the key that was meant missing.
 */
export function schemaProblems(schema: z.ZodType, value: unknown): readonly SchemaProblem[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  const problems = result.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownKey(schema, [...issue.path, key], value))
      : [wrongValue(issue, valueAt(value, issue.path))],
  );
  return problems.toSorted((a, b) => a.part.localeCompare(b.part));
}

function wrongValue(issue: z.core.$ZodIssue, value: unknown): SchemaProblem {
  const words = issue.code === "invalid_value" ? issue.values.map(String) : optionsOf(issue);
  const name = issue.path.length === 0 ? "the whole" : dotted(issue.path);
  return {
    path: issue.path,
    part: issue.code === "invalid_key" ? "key" : "value",
    message: `${name} ${value === undefined ? "is missing" : describeFault(issue, value)}`,
    hint: typeof value === "string" ? didYouMean(value, words) : undefined,
  };
}

function unknownKey(
  schema: z.ZodType,
  path: readonly PropertyKey[],
  whole: unknown,
): SchemaProblem {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const document = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const siblings = Object.keys(propertiesOf(descend(document, parent, whole)));
  const namesakes = allPaths(document).filter((known) => known.endsWith(`.${key}`));
  const where = parent.length === 0 ? "" : ` in ${dotted(parent)}`;
  const hints = [
    didYouMean(key, siblings),
    ...namesakes.map((known) => `Did you mean "${known}"?`),
    `Known keys${where}: ${siblings.join(", ")}`,
  ];
  return {
    path,
    part: "key",
    message: `unknown key "${key}"${where}`,
    hint: hints.find((hint) => hint !== undefined),
  };
}

/** The JSON Schema of what lies at a path: by name among properties, else that of any member. */
function descend(document: unknown, path: readonly PropertyKey[], whole: unknown): unknown {
  return path.reduce<unknown>((schema, key, at) => {
    const member =
      valueAt(schema, ["properties", key]) ??
      valueAt(schema, ["additionalProperties"]) ??
      valueAt(schema, ["items"]);
    return kindOf(member, valueAt(whole, path.slice(0, at + 1)));
  }, document);
}

/** Of several kinds the one whose constants the value has, as in `type: agent`. */
function kindOf(schema: unknown, value: unknown): unknown {
  const kinds = valueAt(schema, ["oneOf"]);
  if (!Array.isArray(kinds)) return schema;
  return kinds.find((kind) =>
    Object.entries(propertiesOf(kind)).every(([key, member]) => {
      const constant = valueAt(member, ["const"]);
      return constant === undefined || constant === valueAt(value, [key]);
    }),
  );
}

function propertiesOf(schema: unknown): Mapping {
  const properties = valueAt(schema, ["properties"]);
  return isMapping(properties) ? properties : {};
}

function allPaths(schema: unknown): readonly string[] {
  return Object.entries(propertiesOf(schema)).flatMap(([key, member]) =>
    [key].concat(allPaths(member).map((path) => `${key}.${path}`)),
  );
}

/** "rules[0].effort.mvp". */
function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}
