// Items next to what was answered: all that the figures are computed from.
import { distinctiveWords } from "./distinctive-words.mjs";
import { unitsOf } from "./units.mjs";
import { flatten } from "./words.mjs";

/**
 * `description` is the item's, flattened; `distinctive` its words that few other items use.
 * @typedef {{ item: import("./items.mjs").Item, response?: object, description: string,
 *   distinctive: Set<string>, units: import("./units.mjs").Unit[] }} Case
 */

/**
 * @param {import("./items.mjs").Item[]} items
 * @param {(object | undefined)[]} responses one for each item; undefined where there is none
 * @returns {Case[]}
 */
export function pairUp(items, responses) {
  const distinctive = distinctiveWords(items);
  return items.map((item, at) => ({
    item,
    response: responses[at],
    description: flatten(item.description),
    distinctive: distinctive[at],
    units: unitsOf(responses[at]),
  }));
}

export function answeredOf(cases) {
  return cases.filter(({ response }) => response !== undefined);
}
