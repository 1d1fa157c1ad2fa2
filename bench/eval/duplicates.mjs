// Recommendations of one epic that say what an earlier one of it says.
import { contentWords } from "./distinctive-words.mjs";
import { flatten, overlap } from "./words.mjs";

const SAME_TEXT = 0.8;

/** Of one epic: those with the title of an earlier one, or with nearly all of its words. */
export function countDuplicates(recommendations) {
  const said = recommendations.map(({ title, text }) => ({
    title: flatten(title),
    words: contentWords(text),
  }));
  const isSaid = (one, at) => said.slice(0, at).some((earlier) => areSame(earlier, one));
  return said.filter(isSaid).length;
}

function areSame(one, other) {
  return one.title === other.title || overlap(one.words, other.words).share >= SAME_TEXT;
}
