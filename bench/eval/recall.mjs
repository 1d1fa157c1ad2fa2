// Which of the expected concerns a review raises.
import { speaksOf } from "./patterns.mjs";
import { share } from "./shares.mjs";
import { PERSONAS } from "./units.mjs";

/** The review of the item so many places further on stands for a review of something else. */
const SHIFTS = [1, 2, 3, 5, 7];

/**
 * One entry for each expected concern. `owner`: in a persona whose concern it is; `any`: in any
 * persona; `...Strict`: in a unit that is no boilerplate.
 * @param {import("./cases.mjs").Case[]} cases
 * @param {Set<import("./units.mjs").Unit>} boilerplate
 */
export function findConcerns(cases, boilerplate) {
  return cases.flatMap(({ item, units, description }) =>
    item.expected.map((expected) => {
      const owners = new Set([expected.persona, ...(expected.altPersonas ?? [])]);
      const raising = units.filter(({ text }) => speaksOf(expected.match, text, description));
      const own = raising.filter(({ persona }) => owners.has(persona));
      return {
        id: expected.id,
        persona: expected.persona,
        concern: expected.concern,
        common: expected.common === true,
        owner: own.length > 0,
        any: raising.length > 0,
        ownerStrict: own.some((unit) => !boilerplate.has(unit)),
        anyStrict: raising.some((unit) => !boilerplate.has(unit)),
      };
    }),
  );
}

export function recallFigures(found) {
  const discriminating = found.filter(({ common }) => !common);
  return {
    expected: found.length,
    recallOwner: shareOf(found, "owner"),
    recallAny: shareOf(found, "any"),
    recallOwnerStrict: shareOf(found, "ownerStrict"),
    recallAnyStrict: shareOf(found, "anyStrict"),
    recallDiscriminating: shareOf(discriminating, "anyStrict"),
    discriminatingN: discriminating.length,
    perPersona: Object.fromEntries(
      PERSONAS.map((name) => [name, countsOf(found.filter(({ persona }) => persona === name))]),
    ),
  };
}

/** What reviews of other items score here, by any persona: what is said of everything scores as well. */
export function wrongItemRecall(cases) {
  const shifts = [...new Set(SHIFTS.map((by) => by % cases.length))].filter((by) => by > 0);
  const recalls = shifts.map((by) => {
    const units = cases.map((_, at) => cases[(at + by) % cases.length].units);
    const raised = cases.flatMap(({ item, description }, at) =>
      item.expected.map(({ match }) =>
        units[at].some(({ text }) => speaksOf(match, text, description)),
      ),
    );
    return share(raised.filter(Boolean).length, raised.length);
  });
  return share(
    recalls.reduce((sum, recall) => sum + recall, 0),
    recalls.length,
  );
}

function countsOf(found) {
  const [own, any, strict] = ["owner", "any", "ownerStrict"].map((how) => count(found, how));
  return { n: found.length, own, any, strict };
}

function shareOf(found, how) {
  return share(count(found, how), found.length);
}

function count(found, how) {
  return found.filter((concern) => concern[how]).length;
}
