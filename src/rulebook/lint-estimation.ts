import type { Estimation } from "../schema/estimation.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { lintCondition, lintSlots, type Vocabulary } from "./lint-condition.ts";
import { repeated } from "./lint-persona.ts";

/** Ids that estimation.yml names and nobody has, and texts that could not be filled. */
export function lintEstimation(
  estimation: Estimation,
  personas: readonly PersonaRegistration[],
  vocabulary: Vocabulary,
): readonly string[] {
  const rules = personas.flatMap((persona) => persona.rules.map(({ id }) => id));
  const { risk, conflicts, openQuestions, baseline, roadmap } = estimation;
  const named = new Set(personas.map(({ name }) => name));
  const sayings = [...risk.catalogue, ...openQuestions];
  return [
    ...repeated(
      [...sayings, ...baseline.parts, ...conflicts, ...roadmap.phases].map(({ id }) => id),
    ).map((id) => `${id}: the id is used twice; rename one`),
    ...sayings.flatMap(({ id, text }) =>
      lintSlots(text, vocabulary).map((fault) => `${id}: ${fault}`),
    ),
    ...[...sayings, ...baseline.parts].flatMap(({ id, when }) =>
      lintCondition(when, vocabulary).map((fault) => `${id}: ${fault}`),
    ),
    ...ruleIdsOf(estimation).flatMap(([id, ids]) => unknown(id, "rule", ids, new Set(rules))),
    ...personasOf(estimation).flatMap(([id, ids]) => unknown(id, "persona", ids, named)),
    ...signalsOf(estimation).flatMap(([where, ids]) =>
      unknown(
        where,
        "signal",
        ids.filter((id) => !isGroup(id, vocabulary)),
        vocabulary.signals,
      ),
    ),
    ...estimation.confidence.add.flatMap(({ for: where, quantities }) =>
      unknown(where, "quantity", quantities, vocabulary.quantities),
    ),
    ...roadmap.phases.flatMap(({ id, mvp }) =>
      unknown(
        id,
        "phase",
        mvp === undefined ? [] : [mvp],
        new Set(roadmap.phases.map((phase) => phase.id)),
      ),
    ),
  ];
}

function unknown(
  where: string,
  what: string,
  ids: readonly string[],
  known: ReadonlySet<string>,
): readonly string[] {
  return ids
    .filter((id) => !known.has(id))
    .map((id) => `${where}: there is no ${what} ${id}; mend the id`);
}

type Named = readonly (readonly [where: string, ids: readonly string[]])[];

function ruleIdsOf({ risk, conflicts, roadmap }: Estimation): Named {
  return [
    ...risk.catalogue.map(({ id, mitigatedBy }) => [id, mitigatedBy] as const),
    ...conflicts.map(({ id, between }) => [id, between] as const),
    ...roadmap.phases.map(({ id, rules }) => [id, rules] as const),
  ];
}

function personasOf({ risk, conflicts, roadmap, openQuestions }: Estimation): Named {
  return [
    ...risk.catalogue.map(({ id, owner }) => [id, [owner]] as const),
    ...conflicts.map(({ id, decider }) => [id, [decider]] as const),
    ...openQuestions.map(({ id, askedBy }) => [id, [askedBy]] as const),
    ...roadmap.phases.map(
      ({ id, holds }) => [id, holds.flatMap(({ personas = [] }) => personas)] as const,
    ),
  ];
}

function signalsOf({ effort, cost, priority, confidence, risk }: Estimation): Named {
  return [
    ...effort.scaleFactors.map(({ id, signals }) => [id, signals] as const),
    ...cost.runCost.extra.map(({ signals }) => ["cost.runCost", signals] as const),
    ...confidence.add.map(
      ({ for: reason, signals, excluded }) => [reason, [...signals, ...excluded]] as const,
    ),
    ["confidence.subtract.vague", [confidence.subtract.vague.signal]],
    ["priority", [...priority.grave, ...priority.urgent, ...priority.pressing]],
    ["risk.adjust.grave", risk.adjust.grave.signals],
  ];
}

/** `dom.*`, where there is at least one such signal. */
function isGroup(id: string, { signals }: Vocabulary): boolean {
  return id.endsWith(".*") && [...signals].some((signal) => signal.startsWith(id.slice(0, -1)));
}
