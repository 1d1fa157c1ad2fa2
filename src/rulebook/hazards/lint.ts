import type { Hazard, HazardFile, HazardIndex, LexiconSource } from "../../schema/hazard.ts";
import { openPage } from "../playbook/page.ts";
import { scopeSentences } from "../playbook/scope.ts";
import { splitSentences } from "../sentences.ts";
import { compileHazards, expandLists } from "./compile.ts";
import { unknownSlots } from "./fill.ts";
import { matchHazards } from "./match.ts";
import { LEAST_STRENGTH } from "./propose.ts";

/** Faults of the hazards, each with the id where it lies; none when all is well. */
export function lintHazards(
  files: readonly HazardFile[],
  lexicon: LexiconSource,
  citations: ReadonlySet<string>,
): readonly string[] {
  const hazards = files.flatMap(expandLists);
  const { index } = compileHazards(files, lexicon);
  return [
    ...files.flatMap(lintLists),
    ...repeated(hazards.map(({ id }) => id)).map((id) => `hazard ${id}: its id is used twice`),
    ...repeated(hazards.map(({ title }) => title)).map(
      (title) => `"${title}": two hazards have this title`,
    ),
    ...hazards.flatMap((hazard) => lintTexts(hazard, citations)),
    ...hazards.flatMap((hazard) => lintExamples(hazard, index)),
  ];
}

function lintLists({ lists, hazards }: HazardFile): readonly string[] {
  const used = new Set(
    hazards.flatMap(({ action, object, actor, condition, unless }) =>
      [...action, ...object, ...actor, ...condition, ...unless].filter((term) =>
        term.startsWith("@"),
      ),
    ),
  );
  return [
    ...[...used]
      .filter((name) => !Object.hasOwn(lists, name.slice(1)))
      .map((name) => `${name}: no list of its file has this name`),
    ...Object.keys(lists)
      .filter((name) => !used.has(`@${name}`))
      .map((name) => `@${name}: no hazard uses this list`),
    ...Object.entries(lists)
      .filter(([, terms]) => terms.some((term) => term.startsWith("@")))
      .map(([name]) => `@${name}: a list holds words, not other lists`),
  ];
}

function lintTexts(
  { id, title, why, done, references, effort }: Hazard,
  citations: ReadonlySet<string>,
): readonly string[] {
  return [
    ...[title, why, done]
      .flatMap(unknownSlots)
      .map((slot) => `${id}: ${slot} is no slot of a hazard`),
    ...references
      .filter((reference) => !citations.has(reference))
      .map((reference) => `${id}: cites "${reference}", which is not in standards.yml`),
    ...(effort.mvp && effort.standard && effort.enterprise
      ? []
      : [`${id}: effort must be given for mvp, standard and enterprise`]),
  ];
}

function lintExamples({ id, hit, miss }: Hazard, index: HazardIndex): readonly string[] {
  return [
    ...(fires(id, hit, index) ? [] : [`${id}: is silent on its hit "${hit}"`]),
    ...(fires(id, miss, index) ? [`${id}: speaks on its miss "${miss}"`] : []),
  ];
}

function fires(id: string, text: string, index: HazardIndex): boolean {
  const page = openPage(scopeSentences(splitSentences(text)));
  return matchHazards({ page, shown: () => true }, index).some(
    ({ trigger, strength }) => trigger.id === id && strength >= LEAST_STRENGTH,
  );
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
