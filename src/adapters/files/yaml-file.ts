import type * as Yaml from "yaml";

import type { ConfigLayer } from "../../core/config.ts";
import { EpicError } from "../../core/errors.ts";
import { readTextFile } from "./read-text.ts";
import { explainFault, type YamlFault } from "./yaml-fault.ts";

/** A file of YAML or JSON, as a value, and where its parts stand. */
export interface YamlFile {
  readonly value: unknown;
  readonly locate: NonNullable<ConfigLayer["locate"]>;
}

/** The parser takes half a second for so much; what people write by hand is far smaller. */
const MAX_BYTES = 512 * 1024;

/**
 * Reads a file that a person wrote. `name` is what messages call it. Throws as `readTextFile` does,
 * and INVALID_INPUT with line and column where the YAML is not right.
 */
export async function readYamlFile(
  file: string,
  name: string,
  maxBytes = MAX_BYTES,
): Promise<YamlFile> {
  const text = await readTextFile(file, { what: name, maxBytes });
  return await parseYaml(text, name);
}

export async function parseYaml(text: string, name: string): Promise<YamlFile> {
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  try {
    const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [fault] = [...document.errors, ...document.warnings, ...aliasFaults(yaml, document)];
    if (fault) {
      const { message, hint } = explainFault(fault, text);
      throw faulty(`${placeAt(name, lines, fault.pos[0])}: ${message}`, { cause: fault, hint });
    }
    return {
      value: document.toJS({ maxAliasCount: 100 }) as unknown, // It says any; it is anything.
      locate: (path, part) => {
        const node = findNode(yaml, document, path, part);
        return placeAt(name, lines, node?.range?.[0] ?? 0);
      },
    };
  } catch (error) {
    if (error instanceof EpicError) throw error;
    throw faulty(`${name} is too deeply nested or repeats itself too often by aliases`, {
      cause: error,
      hint: "nest less, and write out what the aliases stand for",
    });
  }
}

/** Aliases of nothing, and those that would make a value contain itself: the parser takes both. */
function aliasFaults(yaml: typeof Yaml, document: Yaml.Document.Parsed): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  yaml.visit(document, {
    Alias(_key, alias, ancestors) {
      const target = alias.resolve(document);
      const [start = 0, end = start] = alias.range ?? [];
      const pos: YamlFault["pos"] = [start, end];
      if (!target) faults.push({ message: `*${alias.source} is an alias of nothing`, pos });
      else if (ancestors.includes(target)) {
        faults.push({ message: `*${alias.source} is an alias of what it lies in`, pos });
      }
    },
  });
  return faults;
}

function faulty(
  message: string,
  options: { readonly cause: unknown; readonly hint: string },
): EpicError {
  return new EpicError("INVALID_INPUT", message, options);
}

function placeAt(name: string, lines: Yaml.LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${name}:${line}:${col}`;
}

/** The node at a path, or the last one on the way to it that exists. */
function findNode(
  yaml: typeof Yaml,
  document: Yaml.Document.Parsed,
  path: readonly PropertyKey[],
  part: "key" | "value",
): Yaml.Node | null {
  let found: Yaml.Node | null = document.contents;
  for (const [depth, key] of path.entries()) {
    const inside: unknown = yaml.isAlias(found) ? found.resolve(document) : found;
    const pair = yaml.isMap(inside)
      ? inside.items.find((item) => yaml.isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    const wantsKey = part === "key" && depth === path.length - 1;
    const next =
      pair && wantsKey ? pair.key : yaml.isCollection(inside) ? inside.get(key, true) : undefined;
    if (!yaml.isNode(next)) break;
    found = next;
  }
  return found;
}
