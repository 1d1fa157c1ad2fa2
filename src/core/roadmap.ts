import type { RoadmapPhase } from "../schema/epic.ts";
import type { PersonaOutput, Recommendation } from "../schema/persona.ts";
import type { Effort } from "../schema/vocabulary.ts";
import type { Assessment, Phase, PhaseMatcher } from "./assessment.ts";
import { arrange } from "./dependencies.ts";
import { addEfforts } from "./effort.ts";
import { PRIORITY_RANK } from "./priority.ts";

/** A recommendation and who made it. */
interface Item extends Recommendation {
  readonly persona: string;
}

/**
 * Every recommendation once, none before one that it depends on. Efforts of the phases make
 * baseline and recommendations together; the days hold the contingency too, in proportion, so that
 * the last phase ends with the plan. Phases without any work are left out.
 */
export function planRoadmap(
  outputs: readonly PersonaOutput[],
  baseline: Effort,
  workingDays: number,
  { phases }: Pick<Assessment, "phases">,
): RoadmapPhase[] {
  const items = outputs.flatMap(({ persona, recommendations }) =>
    recommendations.map((recommendation): Item =>
      Object.assign({ persona: persona.name }, recommendation),
    ),
  );
  const phaseOf = placeAll(items, phases);
  const filled = phases.map((phase, at) => {
    const held = sequence(items.filter(({ id }) => phaseOf.get(id) === at));
    const efforts = held.flatMap(({ effort }) => effort ?? []);
    const effort = addEfforts(at === baselineAt(phases) ? [baseline, ...efforts] : efforts);
    return { phase, recommendations: held.map(({ id }) => id), effort };
  });
  const all = addEfforts(filled.map(({ effort }) => effort)).expected;
  const dayAfter = (days: number) =>
    Math.round((days / Math.max(all, 0.1)) * workingDays * 10) / 10;
  let done = 0;
  return filled
    .filter(({ recommendations, effort }) => recommendations.length > 0 || effort.high > 0)
    .map(({ phase: { id, title, exit }, recommendations, effort }) => {
      const startDay = dayAfter(done);
      done += effort.expected;
      return { id, title, exit, recommendations, effort, startDay, endDay: dayAfter(done) };
    });
}

/** Index of the phase of each id. What an earlier phase needs is pulled into that phase. */
function placeAll(items: readonly Item[], phases: readonly Phase[]): Map<string, number> {
  const needed = new Set(items.flatMap(({ dependencies }) => dependencies));
  const phaseOf = new Map<string, number>();
  const pull = (id: string, phase: number) => {
    const earliest = Math.min(phase, phaseOf.get(id) ?? phase);
    phaseOf.set(id, earliest);
    return earliest;
  };
  for (const item of arrange(items).toReversed()) {
    const phase = pull(item.id, placeOf(item, needed, phases));
    for (const id of item.dependencies) pull(id, phase);
  }
  return phaseOf;
}

/**
 * Where it lies by itself. A blocking recommendation that nobody foresaw, as of a custom persona,
 * is part of the feature; a suggested one comes last.
 */
function placeOf(item: Item, needed: ReadonlySet<string>, phases: readonly Phase[]): number {
  const named = phases.findIndex(({ rules }) => rules.includes(item.id));
  if (named !== -1) return named;
  const fitting = phases.findIndex(({ holds }) =>
    holds.some(
      (matcher) => fits(matcher, item) && (!matcher.neededByOthers || needed.has(item.id)),
    ),
  );
  if (fitting !== -1) return fitting;
  return item.type === "blocking" ? baselineAt(phases) : phases.length - 1;
}

function fits({ personas, focus, type }: PhaseMatcher, item: Item): boolean {
  return (
    (!personas || personas.includes(item.persona)) &&
    (!focus || focus.includes(item.focus ?? "")) &&
    (!type || type === item.type)
  );
}

function baselineAt(phases: readonly Phase[]): number {
  return Math.max(
    0,
    phases.findIndex(({ baseline }) => baseline),
  );
}

/** Dependencies first, then what blocks, then by priority, then as the personas said it. */
function sequence(items: readonly Item[]): Item[] {
  const weight = ({ type, priority }: Item) =>
    (type === "blocking" ? 0 : 10) + PRIORITY_RANK[priority];
  return arrange(items.toSorted((a, b) => weight(a) - weight(b)));
}
