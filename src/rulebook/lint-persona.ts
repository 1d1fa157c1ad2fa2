import type { PersonaRegistration } from "../schema/registration.ts";
import type { Condition, Rule } from "../schema/rule.ts";
import { lintCondition, lintSlots, type Vocabulary } from "./lint-condition.ts";

const LONGEST_TITLE = 110;

interface LintContext extends Vocabulary {
  /** All personas but the one that is checked. */
  readonly others: readonly PersonaRegistration[];
}

/** What is wrong with a persona beyond its schema, each fault with the id it is about and the mend. */
export function lintPersona(persona: PersonaRegistration, context: LintContext): readonly string[] {
  const before = context.others.filter(({ reviewOrder }) => reviewOrder < persona.reviewOrder);
  return [
    ...lintPlace(persona, context.others),
    ...lintTopics(persona),
    ...lintInsights(persona, before, context),
    ...persona.rules.flatMap((rule, at) =>
      [
        ...lintRule(rule, persona),
        ...lintCondition(rule.when, context),
        ...lintFacts(
          rule.when,
          factsOf([...before.flatMap(rulesOf), ...persona.rules.slice(0, at)]),
        ),
        ...[rule.title, rule.rationale, rule.acceptance].flatMap((text) =>
          lintSlots(text, context),
        ),
        ...lintDependencies(rule, [...before, persona], context.others),
      ].map((fault) => `${rule.id}: ${fault}`),
    ),
    ...lintRepeats(persona, context.others),
    ...lintCircles(persona),
  ];
}

function rulesOf({ rules }: PersonaRegistration): readonly Rule[] {
  return rules;
}

function factsOf(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ provides }) => provides ?? []));
}

function lintPlace(
  { name, reviewOrder, dependencies }: PersonaRegistration,
  others: readonly PersonaRegistration[],
): readonly string[] {
  return dependencies.flatMap((dependency) => {
    const other = others.find((candidate) => candidate.name === dependency);
    if (!other) return [`${name}: depends on ${dependency}, which is no persona; mend the name`];
    if (other.reviewOrder < reviewOrder) return [];
    return [`${name}: depends on ${dependency}, which does not review earlier; raise reviewOrder`];
  });
}

function lintTopics({ name, mustAddress, rules }: PersonaRegistration): readonly string[] {
  const own = new Set(rules.map(({ id }) => id));
  return Object.entries(mustAddress).flatMap(([mode, topics]) =>
    topics.flatMap((topic) =>
      topic.rules
        .filter((id) => !own.has(id))
        .map(
          (id) =>
            `${name}: mustAddress.${mode} "${topic.topic}" names ${id}, no rule of this persona`,
        ),
    ),
  );
}

function lintInsights(
  { insights, rules }: PersonaRegistration,
  before: readonly PersonaRegistration[],
  context: LintContext,
): readonly string[] {
  const known = factsOf([...before.flatMap(rulesOf), ...rules]);
  const ids = insights.map(({ id }) => id);
  return [
    ...repeated(ids).map((id) => `${id}: there are two insights of this id; rename one`),
    ...insights.flatMap(({ id, when, text }) =>
      [...lintCondition(when, context), ...lintFacts(when, known), ...lintSlots(text, context)].map(
        (fault) => `${id}: ${fault}`,
      ),
    ),
  ];
}

function lintRule(
  { title, focus, modes, effort }: Rule,
  { focusAreas, supportedModes }: PersonaRegistration,
): readonly string[] {
  const faults: string[] = [];
  if (title.replace(/\{[^}]*\}/g, "x").length > LONGEST_TITLE) {
    faults.push(`the title is longer than ${LONGEST_TITLE} characters; shorten it`);
  }
  if (!focusAreas.some(({ id }) => id === focus)) {
    faults.push(
      `${focus} is no focus area of this persona; it has ${focusAreas.map(({ id }) => id).join(", ")}`,
    );
  }
  for (const mode of modes ?? supportedModes) {
    if (!effort[mode]) faults.push(`there is no effort for ${mode}; add it or limit \`modes\``);
  }
  return faults;
}

function lintFacts(
  { facts = [], anyFacts = [], noFacts = [] }: Condition,
  known: ReadonlySet<string>,
): readonly string[] {
  return [...facts, ...anyFacts, ...noFacts]
    .filter((fact) => !known.has(fact))
    .map((fact) => `no earlier rule provides the fact ${fact}; mend the name or move the rule`);
}

function lintDependencies(
  { id, dependsOn = [] }: Rule,
  reachable: readonly PersonaRegistration[],
  others: readonly PersonaRegistration[],
): readonly string[] {
  const near = new Set(reachable.flatMap(rulesOf).map((rule) => rule.id));
  const all = new Set(others.flatMap(rulesOf).map((rule) => rule.id));
  return dependsOn.flatMap((target) => {
    if (target === id) return ["depends on itself; remove that"];
    if (near.has(target)) return [];
    if (all.has(target))
      return [`depends on ${target} of a later persona; only earlier ones are known`];
    return [`depends on ${target}, which is no rule; mend the id`];
  });
}

function lintRepeats(
  { name, rules }: PersonaRegistration,
  others: readonly PersonaRegistration[],
): readonly string[] {
  const foreign = others.flatMap(rulesOf);
  const ids = new Set(foreign.map(({ id }) => id));
  const titles = new Set(foreign.map(({ title }) => title));
  const named = new Set(others.map((other) => other.name));
  return [
    ...(named.has(name) ? [`${name}: there are two personas of this name; rename one`] : []),
    ...repeated(rules.map(({ id }) => id)).map(
      (id) => `${id}: there are two rules of this id; rename one`,
    ),
    ...repeated(rules.map(({ title }) => title)).map(
      (title) => `two rules are titled "${title}"; reword one`,
    ),
    ...rules.flatMap(({ id, title }) => [
      ...(ids.has(id) ? [`${id}: another persona has a rule of this id; rename it`] : []),
      ...(titles.has(title) ? [`${id}: another persona has a rule of this title; reword it`] : []),
    ]),
  ];
}

/** Between personas there are none, since nobody may depend on a later one. */
function lintCircles({ rules }: PersonaRegistration): readonly string[] {
  const left = new Map(rules.map((rule) => [rule.id, rule.dependsOn ?? []] as const));
  for (;;) {
    const free = [...left].filter(([id, targets]) =>
      targets.every((target) => target === id || !left.has(target)),
    );
    if (free.length === 0) break;
    for (const [id] of free) left.delete(id);
  }
  const [first] = left.keys();
  return first === undefined ? [] : [`${first}: its dependencies lead back to it; remove one`];
}

export function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
