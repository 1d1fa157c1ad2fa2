import type { Estimation } from "../schema/estimation.ts";
import type { Playbook } from "../schema/playbook.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { compileKnowledge, type KnowledgeSources } from "./compile.ts";
import { lintFacets } from "./facets/lint.ts";
import { lintGlossary } from "./glossary.ts";
import { lintHazards } from "./hazards/lint.ts";
import { lintEstimation } from "./lint-estimation.ts";
import { lintPersona, repeated } from "./lint-persona.ts";
import { lintExamples, lintPatterns } from "./lint-signals.ts";
import { lintPlaybooks } from "./playbook/lint.ts";

/** All faults of what ships, each with its file, the id it is about and the mend. */
export function lintKnowledge(sources: KnowledgeSources): readonly string[] {
  const { signals, estimation, standards, personas, playbooks, presuppositions } = sources;
  const vocabulary = {
    signals: new Set(signals.signals.map(({ id }) => id)),
    quantities: new Set(signals.quantities.map(({ id }) => id)),
  };
  const patterns = lintPatterns(signals);
  // Patterns that do not compile cannot be tried.
  const examples = patterns.length > 0 ? [] : lintExamples(signals, compileKnowledge(sources));
  const citations = standards.standards.flatMap(({ prefix, refs }) =>
    refs.map(({ id }) => `${prefix}${id}`),
  );
  const citable = new Set(citations);
  return [
    ...inFile("config/knowledge/signals.yml", [...patterns, ...examples]),
    ...inFile("config/knowledge/estimation.yml", lintEstimation(estimation, personas, vocabulary)),
    ...inFile(
      "config/knowledge/standards.yml",
      repeated(citations).map((citation) => `${citation}: is listed twice; remove one`),
    ),
    ...inFile(
      "config/knowledge/presuppositions.yml",
      Object.entries(presuppositions).flatMap(([id, { signals: named }]) =>
        named
          .filter((signal) => !vocabulary.signals.has(signal))
          .map((signal) => `${id}: names the signal ${signal}, which is none`),
      ),
    ),
    ...inFile("config/knowledge/hazards", lintHazards(sources.hazards, sources.lexicon, citable)),
    ...inFile("config/knowledge/playbooks", [
      ...lintPlaybooks(playbooks, citable),
      ...lintSettled(playbooks, estimation),
    ]),
    ...inFile(
      "config/knowledge/glossary.yml",
      lintGlossary(
        sources.glossary,
        [...playbooks, ...sources.facets].flatMap(({ items }) => items),
      ),
    ),
    ...inFile("config/knowledge/facets", lintFacets(sources.facets, playbooks, citable)),
    ...personas.flatMap((persona) =>
      inFile(`config/personas/${persona.name}.yml`, [
        ...lintPersona(persona, {
          ...vocabulary,
          others: personas.filter((other) => other !== persona),
        }),
        ...lintReferences(persona, citable),
      ]),
    ),
  ];
}

function lintSettled(
  playbooks: readonly Pick<Playbook, "id" | "settles">[],
  { openQuestions }: Pick<Estimation, "openQuestions">,
): readonly string[] {
  const known = new Set(openQuestions.map(({ id }) => id));
  return playbooks.flatMap(({ id, settles }) =>
    settles
      .filter((question) => !known.has(question))
      .map((question) => `${id}: settles "${question}", which estimation.yml does not ask`),
  );
}

function lintReferences(
  { rules }: PersonaRegistration,
  citable: ReadonlySet<string>,
): readonly string[] {
  return rules.flatMap(({ id, references }) => [
    ...(references.length === 0 ? [`${id}: cites nothing; name what it rests on`] : []),
    ...references
      .filter((reference) => !citable.has(reference))
      .map((reference) => `${id}: cites "${reference}"; add it to standards.yml or mend it`),
  ]);
}

function inFile(file: string, faults: readonly string[]): readonly string[] {
  return faults.map((fault) => `${file}: ${fault}`);
}
