// What is said of more than half of the items: word for word, or as a template with slots.
import { answeredOf } from "./cases.mjs";
import { contentWords } from "./distinctive-words.mjs";
import { isRecommendation } from "./units.mjs";
import { flatten, overlap } from "./words.mjs";

/** In more than this share of the answered items. */
const TOO_OFTEN = 0.5;
/** Of fewer answers nothing can be said. */
const FEWEST_ANSWERS = 3;
/** Two frames are one template where they share this much, and two words at least. */
const SAME_FRAME = 0.6;
const FRAME_WORDS = 2;

/**
 * `verbatimTitles`: recommendations whose exact title recurs; `templates`: these and those whose title
 * or text recurs as a template or text as a whole; `texts`: units whose text recurs, either way.
 */
export function findBoilerplate(cases) {
  const verbatimTitles = recurring(cases, byWording(cases, titleOf));
  const templateTitles = recurring(cases, byFrame(cases, titleOf));
  const texts = new Set([
    ...recurring(cases, byWording(cases, textOf)),
    ...recurring(cases, byFrame(cases, textOf)),
  ]);
  const recommendations = [...texts].filter(isRecommendation);
  const templates = new Set([...verbatimTitles, ...templateTitles, ...recommendations]);
  return { verbatimTitles, templates, texts };
}

function titleOf({ title }) {
  return title;
}

function textOf({ text }) {
  return text;
}

/** Units that stand in too many cases. `casesByUnit`: for each unit the places of the cases with its like. */
function recurring(cases, casesByUnit) {
  const answered = answeredOf(cases).length;
  if (answered < FEWEST_ANSWERS) return new Set();
  const often = [...casesByUnit].filter(([, places]) => places.size > TOO_OFTEN * answered);
  return new Set(often.map(([unit]) => unit));
}

function byWording(cases, wordingOf) {
  const placesByWording = new Map();
  const casesByUnit = new Map();
  for (const { unit, place } of unitsWithPlaces(cases)) {
    const wording = flatten(wordingOf(unit));
    if (wording === "") continue;
    const places = placesByWording.get(wording) ?? new Set();
    placesByWording.set(wording, places.add(place));
    casesByUnit.set(unit, places);
  }
  return casesByUnit;
}

/** A frame is what is left of a text once the words distinctive for its item are taken out. */
function byFrame(cases, wordingOf) {
  const framed = unitsWithPlaces(cases)
    .map(({ unit, place }) => {
      const frame = contentWords(wordingOf(unit), cases[place].distinctive);
      return { unit, place, frame, places: new Set([place]) };
    })
    .filter(({ frame }) => frame.size >= FRAME_WORDS);
  for (const [at, one] of framed.entries()) {
    for (const other of framed.slice(at + 1)) {
      if (!areAlike(one, other)) continue;
      one.places.add(other.place);
      other.places.add(one.place);
    }
  }
  return new Map(framed.map(({ unit, places }) => [unit, places]));
}

/** A persona repeats itself, in insights or in recommendations. */
function areAlike(one, other) {
  if (one.place === other.place || one.unit.persona !== other.unit.persona) return false;
  if (isRecommendation(one.unit) !== isRecommendation(other.unit)) return false;
  const { common, share } = overlap(one.frame, other.frame);
  return common >= FRAME_WORDS && share >= SAME_FRAME;
}

function unitsWithPlaces(cases) {
  return cases.flatMap(({ units }, place) => units.map((unit) => ({ unit, place })));
}
