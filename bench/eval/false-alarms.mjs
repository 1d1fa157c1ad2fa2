// Traps: concerns that would be wrong for an item. To rule one out is no mistake.
import { placesOf } from "./patterns.mjs";
import { share } from "./shares.mjs";
import { isRecommendation } from "./units.mjs";

const DENIED_BEFORE =
  /\b(no|not|never|none|without|n't|isn't|doesn't|don't|won't|out of scope|outside|irrelevant|unnecessary|not applicable|n\/a|rather than|instead of|avoid(s|ing)?)\b/i;
const DENIED_AFTER =
  /\b(do(es)? not apply|not apply|not relevant|not needed|not required|out of scope|n\/a|not applicable|is irrelevant)\b/i;

/** How far from a mention, inside its sentence, a denial is looked for. */
const BEFORE = 70;
const AFTER = 60;

/** One entry for each trap, with the units that it caught. */
export function findFalseAlarms(cases) {
  return cases.flatMap(({ item, units }) =>
    (item.notExpected ?? []).map(({ id, concern, match }) => ({
      id,
      concern,
      item: item.id,
      caught: units.filter(({ text }) => match.some((source) => asserts(source, text))),
    })),
  );
}

export function falseAlarmFigures(alarms, items, recommendations) {
  const sprung = alarms.filter(({ caught }) => caught.length > 0);
  const wrong = new Set(sprung.flatMap(({ caught }) => caught.filter(isRecommendation)));
  return {
    falseAlarmRate: share(sprung.length, alarms.length),
    trapsSprung: sprung.length,
    traps: alarms.length,
    itemsWithFalseAlarm: share(new Set(sprung.map(({ item }) => item)).size, items),
    falseAlarmRecRate: share(wrong.size, recommendations),
  };
}

function asserts(source, text) {
  for (const { index, 0: found } of placesOf(source, text)) {
    if (!isDenied(text, index, index + found.length)) return true;
  }
  return false;
}

function isDenied(text, from, to) {
  const start = 1 + Math.max(...[".", ";", "\n"].map((mark) => text.lastIndexOf(mark, from - 1)));
  const [rest] = text.slice(to).split(/[.;\n]/, 1);
  const before = text.slice(Math.max(start, from - BEFORE), from);
  return DENIED_BEFORE.test(before) || DENIED_AFTER.test(rest.slice(0, AFTER));
}
