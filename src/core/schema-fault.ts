import type { z } from "zod";

import { redact } from "./secrets.ts";

/** What is wrong with a value, to follow its name: `must be a number, not "soon"`. */
export function describeFault(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "invalid_key") {
    return `has a name that ${issue.issues.map(({ message }) => message).join(" and ")}`;
  }
  if (issue.code === "too_small" && issue.origin !== "number") {
    return `must have ${issue.minimum} or more ${countedBy(issue.origin)}`;
  }
  if (issue.code === "too_big" && issue.origin !== "number") {
    return `must have no more than ${issue.maximum} ${countedBy(issue.origin)}`;
  }
  const demand = demandOf(issue);
  if (demand === undefined) return inWordsOfTheSchema(issue.message, value);
  return `must ${demand}, not ${shown(value)}`;
}

/** What the value would have to do; undefined where only the schema itself knows. */
function demandOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === "invalid_type") return `be ${kindNamed(issue.expected)}`;
  if (issue.code === "invalid_value") return `be ${alternatives(issue.values.map(String))}`;
  if (issue.code === "invalid_union") {
    const options = optionsOf(issue);
    return options.length > 0 ? `be ${alternatives(options)}` : eitherKind(issue.errors.flat());
  }
  if (issue.code === "too_small") {
    return `be ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
  }
  if (issue.code === "too_big") {
    return `be ${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}`;
  }
  return undefined;
}

/** What the member may say by which the kinds of a mapping are told apart. */
export function optionsOf(issue: z.core.$ZodIssue): readonly string[] {
  const options: unknown = Reflect.get(issue, "options");
  return Array.isArray(options) ? options.map(String) : [];
}

/** Where a member of the union got as far as looking inside the value, kinds explain nothing. */
function eitherKind(issues: readonly z.core.$ZodIssue[]): string | undefined {
  const kinds = issues.flatMap((issue) =>
    issue.code === "invalid_type" && issue.path.length === 0 ? [kindNamed(issue.expected)] : [],
  );
  return kinds.length === 0 ? undefined : `be ${alternatives(kinds)}`;
}

const KINDS: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "a mapping",
  record: "a mapping",
  string: "text",
};

const kindNamed = (kind: string): string => KINDS[kind] ?? kind;

const countedBy = (kind: string): string => (kind === "string" ? "characters" : "entries");

function inWordsOfTheSchema(message: string, value: unknown): string {
  if (message.startsWith("must not ")) return message;
  if (message.startsWith("must ")) return `${message}, not ${shown(value)}`;
  return `is not right: ${message}`;
}

/** "a, b or c". */
function alternatives(words: readonly string[]): string {
  const unique = [...new Set(words)];
  const last = unique.slice(-1).join("");
  return unique.length > 1 ? `${unique.slice(0, -1).join(", ")} or ${last}` : last;
}

const LONGEST_TEXT = 60;

/** A value as it would be written, cut where it is long. */
function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    // Whoever writes a key where it does not belong must not find it in a log as well.
    const text = redact(value);
    return JSON.stringify(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}...` : text);
  }
  if (value === null) return "empty";
  return Array.isArray(value) ? "a list" : "a mapping";
}
