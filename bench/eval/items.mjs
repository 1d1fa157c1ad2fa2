// A folder of items: proposals with the concerns that their reviews raised, one JSON file each.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { BadInput } from "./bad-input.mjs";
import { PERSONAS } from "./units.mjs";

/**
 * A pattern is a case-insensitive regular expression, or a list of them that must all be met by the
 * same unit; `match` is met by any of its patterns. A trap holds single expressions only.
 * @typedef {{ id: string, persona: string, altPersonas?: string[], concern: string,
 *   match: (string | string[])[], common?: boolean }} Concern
 * @typedef {{ id: string, concern: string, match: string[] }} Trap
 * @typedef {{ id: string, description: string, expected: Concern[], notExpected?: Trap[] }} Item
 */

/**
 * In the order of their file names; a name that begins with _ is no item.
 * @returns {Item[]}
 */
export function readItems(folder) {
  if (!existsSync(folder)) throw new BadInput(`The folder ${folder} does not exist.`);
  const names = namesIn(folder).filter((name) => name.endsWith(".json") && !name.startsWith("_"));
  if (names.length === 0) throw new BadInput(`The folder ${folder} holds no items (*.json).`);
  return names.toSorted().map((name) => readItem(join(folder, name)));
}

function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new BadInput(`The folder ${folder} cannot be read (${error.code}).`);
  }
}

function readItem(file) {
  try {
    const item = JSON.parse(readFileSync(file, "utf8"));
    const fault = faultOf(item);
    if (fault === undefined) return item;
    throw new Error(fault);
  } catch (error) {
    throw new BadInput(`${file} is no item: ${error.message}.`);
  }
}

/** The id becomes the name of a file. */
function faultOf(item) {
  if (!/^[\w-][\w.-]*$/.test(item?.id)) return "its id is not made of letters, digits, _ . and -";
  if (typeof item.description !== "string") return "it has no description";
  if (!Array.isArray(item.expected)) return "it has no list of expected concerns";
  const stranger = item.expected.find(({ persona }) => !PERSONAS.includes(persona));
  if (stranger !== undefined) return `nobody is called ${stranger.persona}`;
  const matched = [...item.expected, ...(item.notExpected ?? [])];
  const blank = matched.find(({ match }) => !Array.isArray(match));
  if (blank !== undefined) return `${blank.id} has no list of patterns`;
  for (const pattern of matched.flatMap(({ match }) => match.flat())) void new RegExp(pattern);
  return undefined;
}
