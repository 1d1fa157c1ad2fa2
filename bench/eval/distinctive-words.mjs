// What a description is about, told from what all descriptions say.
import { PROPOSAL_WORDS, STOP_WORDS } from "./vocabulary.mjs";
import { stemsOf } from "./words.mjs";

/** Below this, a word in two items is no sign that it is common. */
const FEW_ITEMS = 5;
const COMMON_SHARE = 0.2;

/** For each item the stems of its description that at most a fifth of the items (two at least) use. */
export function distinctiveWords(items) {
  const vocabularies = items.map(({ description }) => new Set(stemsOf(description).filter(speaks)));
  const counts = new Map();
  for (const word of vocabularies.flatMap((words) => [...words])) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = items.length < FEW_ITEMS ? Infinity : Math.max(2, items.length * COMMON_SHARE);
  return vocabularies.map(
    (words) =>
      new Set([...words].filter((word) => !PROPOSAL_WORDS.has(word) && counts.get(word) <= most)),
  );
}

function speaks(word) {
  return word.length >= 4 && !STOP_WORDS.has(word);
}

/** The words of a text that carry meaning, without those of `left out`. */
export function contentWords(text, leftOut = new Set()) {
  const words = stemsOf(text);
  return new Set(words.filter((w) => w.length > 2 && !STOP_WORDS.has(w) && !leftOut.has(w)));
}
