// The figures as Markdown, for a terminal and for a document alike.
import { PERSONAS } from "./units.mjs";

export function figureTables(figures) {
  return [recallTable(figures), otherTable(figures)].join("\n\n");
}

/** Which concern was raised where, and which traps were sprung by what. */
export function detailLines({ concerns, falseAlarms }) {
  const marks = concerns.map(
    ({ id, persona, concern, owner, any }) =>
      `${owner ? "owner" : any ? "other" : "-    "} ${id} [${persona}] ${concern}`,
  );
  const alarms = falseAlarms.map(
    ({ id, concern, persona, text }) => `${id} ${concern}\n  [${persona}] ${text}`,
  );
  return ["Concerns:", ...marks, "", "False alarms:", ...alarms].join("\n");
}

function recallTable({ perPersona, expected, ...all }) {
  const personas = PERSONAS.filter((name) => perPersona[name].n > 0).map((name) => {
    const { n, own, any, strict } = perPersona[name];
    return [name, n, percent(own / n), percent(any / n), percent(strict / n)];
  });
  const overall = [all.recallOwner, all.recallAny, all.recallOwnerStrict].map(percent);
  return table(
    ["recall", "concerns", "by its persona", "by any", "by its persona, no boilerplate"],
    [...personas, ["all", expected, ...overall]],
  );
}

function otherTable(figures) {
  const { discriminatingN, traps, hygiene } = figures;
  return table(
    ["figure", "value"],
    [
      ["items answered", `${figures.answered} of ${figures.items}`],
      ["discriminating recall", `${percent(figures.recallDiscriminating)} of ${discriminatingN}`],
      ["wrong-item recall", percent(figures.wrongItemRecall)],
      ["lift", percent(figures.lift)],
      ["false alarms", `${percent(figures.falseAlarmRate)} of ${traps} traps`],
      ["items with a false alarm", percent(figures.itemsWithFalseAlarm)],
      ["recommendations with a false alarm", percent(figures.falseAlarmRecRate)],
      ["boilerplate titles", percent(figures.boilerplateRate)],
      ["templates", percent(figures.templateRate)],
      ["grounding", percent(figures.groundingRate)],
      ["grounding of titles", percent(figures.groundedTitleRate)],
      ["recommendations per epic", figures.meanRecommendations.toFixed(1)],
      ["insights per epic", figures.meanInsights.toFixed(1)],
      ["words per epic", figures.meanWords.toFixed(0)],
      ["concerns raised per 10 recommendations", figures.hitsPerTenRecommendations.toFixed(2)],
      ["blocking", percent(figures.blockingShare)],
      ["duplicates within an epic", percent(figures.duplicateRate)],
      ["breaches of the contract", Object.values(hygiene).reduce((sum, count) => sum + count, 0)],
      ["quality", `${figures.quality.toFixed(1)} of 100`],
    ],
  );
}

function table(head, rows) {
  const rule = head.map(() => "---");
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function percent(value) {
  return `${(100 * value).toFixed(1)} %`;
}
