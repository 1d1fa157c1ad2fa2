// All figures of a set of items and what was answered. docs/evaluation.md says what they mean.
import { findBoilerplate } from "./boilerplate.mjs";
import { answeredOf, pairUp } from "./cases.mjs";
import { countDuplicates } from "./duplicates.mjs";
import { falseAlarmFigures, findFalseAlarms } from "./false-alarms.mjs";
import { countGrounded } from "./grounding.mjs";
import { hygieneOf } from "./hygiene.mjs";
import { findConcerns, recallFigures, wrongItemRecall } from "./recall.mjs";
import { share } from "./shares.mjs";
import { isRecommendation } from "./units.mjs";
import { wordsOf } from "./words.mjs";

/** An epic may have this much before its length counts against it. */
const ENOUGH_RECOMMENDATIONS = 30;
const ENOUGH_WORDS = 2500;

/**
 * @param {import("./items.mjs").Item[]} items
 * @param {(object | undefined)[]} responses one for each item; a missing one raises no concern
 */
export function score(items, responses) {
  const cases = pairUp(items, responses);
  const answered = answeredOf(cases);
  const boilerplate = findBoilerplate(cases);
  const concerns = findConcerns(cases, boilerplate.texts);
  const alarms = findFalseAlarms(cases);
  const volume = volumeFigures(answered, concerns);

  const recall = recallFigures(concerns);
  const wrong = wrongItemRecall(cases);
  const figures = {
    items: items.length,
    answered: answered.length,
    ...recall,
    wrongItemRecall: wrong,
    lift: recall.recallAny - wrong,
    ...falseAlarmFigures(alarms, items.length, volume.recommendations),
    boilerplateRate: share(boilerplate.verbatimTitles.size, volume.recommendations),
    templateRate: share(boilerplate.templates.size, volume.recommendations),
    ...groundingFigures(answered, volume.recommendations),
    ...volume,
  };
  const missing = cases.filter((one) => !answered.includes(one)).map(({ item }) => item.id);
  return {
    ...figures,
    quality: qualityOf(figures),
    hygiene: hygieneOf(answered),
    missing,
    concerns,
    falseAlarms: alarms.filter(({ caught }) => caught.length > 0).map(describeAlarm),
  };
}

/** From 0 to 100; every fault takes its share of what is left. */
export function qualityOf(figures) {
  const worth =
    0.4 * figures.recallOwnerStrict +
    0.2 * figures.recallAnyStrict +
    0.4 * Math.max(0, figures.lift);
  return (
    100 *
    worth *
    (1 - figures.falseAlarmRate) *
    (1 - 0.5 * figures.templateRate) *
    (1 - figures.duplicateRate) *
    figures.volumeFactor
  );
}

function groundingFigures(cases, recommendations) {
  return {
    groundingRate: share(countGrounded(cases, "text"), recommendations),
    groundedTitleRate: share(countGrounded(cases, "title"), recommendations),
  };
}

function volumeFigures(answered, concerns) {
  const units = answered.flatMap((one) => one.units);
  const recommendations = units.filter(isRecommendation);
  const words = units.reduce((sum, { text }) => sum + wordsOf(text).length, 0);
  const duplicates = answered.map((one) => countDuplicates(one.units.filter(isRecommendation)));
  const blocking = recommendations.filter(
    ({ recommendation }) => recommendation.type === "blocking",
  );
  const meanRecommendations = share(recommendations.length, answered.length);
  const meanWords = share(words, answered.length);
  const total = recommendations.length;
  return {
    recommendations: total,
    meanRecommendations,
    meanInsights: share(units.length - total, answered.length),
    meanWords,
    hitsPerTenRecommendations: share(10 * concerns.filter(({ any }) => any).length, total),
    blockingShare: share(blocking.length, total),
    duplicateRate: share(
      duplicates.reduce((sum, count) => sum + count, 0),
      total,
    ),
    // Nothing said is not too much: a division by zero gives Infinity here.
    volumeFactor: Math.min(
      1,
      ENOUGH_RECOMMENDATIONS / meanRecommendations,
      ENOUGH_WORDS / meanWords,
    ),
  };
}

function describeAlarm({ id, concern, caught: [unit] }) {
  return { id, concern, persona: unit.persona, text: unit.text.slice(0, 160) };
}
