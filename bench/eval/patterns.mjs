// Whether a text speaks of something. Words quoted from the description are not the reviewer's own.
import { flatten } from "./words.mjs";

/**
 * A match is a quotation where it stands in the description together with the characters before it,
 * or with those after it. At an end of the text there may be fewer, but not fewer than the least.
 */
const NEIGHBOURS = 40;
const LEAST_NEIGHBOURS = 15;

const expressions = new Map();

/** Every place where the expression, a case-insensitive one whose dot spans lines, is met. */
export function placesOf(source, text) {
  if (!expressions.has(source)) expressions.set(source, new RegExp(source, "gis"));
  return text.matchAll(expressions.get(source));
}

/**
 * @param {(string | string[])[]} patterns any of which will do
 * @param {string} description flattened
 */
export function speaksOf(patterns, text, description) {
  return patterns.some((pattern) => meets([pattern].flat(), text, description));
}

/** Of several expressions all must be there, and one of them in the reviewer's own words. */
function meets(sources, text, description) {
  const all = sources.length === 1 || sources.every((source) => isIn(source, text));
  return all && sources.some((source) => isInOwnWords(source, text, description));
}

function isIn(source, text) {
  return !placesOf(source, text).next().done;
}

function isInOwnWords(source, text, description) {
  for (const { index, 0: found } of placesOf(source, text)) {
    if (!isQuoted(text, index, index + found.length, description)) return true;
  }
  return false;
}

function isQuoted(text, from, to, description) {
  const least = to - from + LEAST_NEIGHBOURS;
  const onwards = flatten(text.slice(from, to + NEIGHBOURS));
  const upTo = flatten(text.slice(Math.max(0, from - NEIGHBOURS), to));
  return [onwards, upTo].some((part) => part.length >= least && description.includes(part));
}
