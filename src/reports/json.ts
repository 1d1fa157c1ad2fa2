import type { EpicResponse } from "../schema/epic.ts";

/** The whole epic as indented JSON, ending in a newline. */
export function renderJson(response: EpicResponse): string {
  return [...jsonParts(response)].join("");
}

/**
 * The same in parts, persona by persona, so that neither the whole text nor its bytes lie in memory
 * beside the epic while a slow reader takes it.
 */
export function* jsonParts(response: EpicResponse): Generator<string> {
  yield* partsOf(response, "", DEPTH);
  yield "\n";
}

/** The epic, its personas, each of them. */
const DEPTH = 3;

function* partsOf(value: unknown, indent: string, depth: number): Generator<string> {
  const list = Array.isArray(value);
  if (depth === 0 || typeof value !== "object" || value === null || isEmpty(value)) {
    // A line break within a text is written as \n, so that each one here is of the layout.
    yield JSON.stringify(value, undefined, 2).replaceAll("\n", `\n${indent}`);
    return;
  }
  const inner = `${indent}  `;
  let before = list ? "[\n" : "{\n";
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}${inner}${list ? "" : `${JSON.stringify(key)}: `}`;
    yield* partsOf(member, inner, depth - 1);
    before = ",\n";
  }
  yield `\n${indent}${list ? "]" : "}"}`;
}

function isEmpty(value: object): boolean {
  return Object.values(value).every((member) => member === undefined);
}
