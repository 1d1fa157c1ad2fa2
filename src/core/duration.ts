import type { CostBreakdown, Duration } from "../schema/epic.ts";
import type { PersonaOutput, Recommendation } from "../schema/persona.ts";
import type { Assessment, Team } from "./assessment.ts";
import { arrange } from "./dependencies.ts";
import { couldWait } from "./waiting.ts";

const WORKING_DAYS_PER_WEEK = 5;
const CALENDAR_DAYS_PER_WEEK = 7;

/** Share of a blocking recommendation that must be done before work on the feature can begin. */
const BEFORE_BASELINE: Readonly<Record<string, number>> = { "product-owner": 1, architect: 0.5 };

export interface Plan {
  readonly duration: Duration;
  /** Working days from first to last. */
  readonly workingDays: number;
}

/** The longer of the two: the chain that nobody can shorten, and all work shared by the team. */
export function planDuration(
  outputs: readonly PersonaOutput[],
  { baseline, total }: Pick<CostBreakdown, "baseline" | "total">,
  { team, margins, limits }: Pick<Assessment, "team" | "margins" | "limits">,
): Plan {
  const people = effectivePeople(team);
  const path = longestPath(outputs, baseline.effort.expected / people);
  const criticalPathDays = path.days / team.focusFactor;
  const workingDays = Math.max(
    criticalPathDays,
    total.effort.expected / (people * team.focusFactor),
  );
  const weeks = workingDays / WORKING_DAYS_PER_WEEK;
  const highWeeks = Math.ceil(weeks * margins.weeks.high);
  const duration = {
    lowWeeks: Math.floor(weeks * margins.weeks.low),
    highWeeks,
    criticalPathDays: Math.round(criticalPathDays * 10) / 10,
    criticalPath: path.ids,
    teamSize: team.size,
    ...checkDeadline(limits.timeboxDays, highWeeks, outputs),
  };
  return { duration, workingDays };
}

/** "7 to 11 weeks with 4 people". */
export function formatDuration({ lowWeeks, highWeeks, teamSize }: Duration): string {
  const people = teamSize === 1 ? "1 person" : `${teamSize} people`;
  return `${formatWeeks(lowWeeks, highWeeks)} with ${people}`;
}

function formatWeeks(low: number, high: number): string {
  const unit = high === 1 ? "week" : "weeks";
  if (low === high) return `${high} ${unit}`;
  return low === 0 ? `up to ${high} ${unit}` : `${low} to ${high} ${unit}`;
}

/** Nobody works alone on a tenth of a day: keeps a strange team size from dividing by nothing. */
function effectivePeople({ size, efficiency }: Team): number {
  return Math.max(0.1, size * efficiency);
}

interface Step {
  readonly recommendation: Recommendation;
  readonly persona: string;
  readonly days: number;
  /** Days from the start of its chain to its own end. */
  readonly end: number;
  readonly previous: Step | undefined;
}

interface Path {
  readonly days: number;
  readonly ids: string[];
}

/**
 * Nodes are the recommendations, each one person's work, and the baseline, which the whole team
 * shares and which begins when the rules of BEFORE_BASELINE allow. What gates the launch comes
 * after everything and, since the launch itself takes no days, makes no chain longer.
 */
function longestPath(outputs: readonly PersonaOutput[], baselineDays: number): Path {
  const steps = chainSteps(outputs);
  const last = latest(steps, ({ end }) => end);
  const gate = latest(
    steps.filter((step) => daysBeforeBaseline(step) > 0),
    daysBeforeBaseline,
  );
  const feature = (gate ? daysBeforeBaseline(gate) : 0) + baselineDays;
  const chain = last?.end ?? 0;
  return feature >= chain
    ? { days: feature, ids: idsUpTo(gate) }
    : { days: chain, ids: idsUpTo(last) };
}

function chainSteps(outputs: readonly PersonaOutput[]): Step[] {
  const steps = new Map<string, Step>();
  const all = outputs.flatMap(({ persona, recommendations }) =>
    recommendations.map((recommendation) => ({ ...recommendation, persona: persona.name })),
  );
  for (const { persona, ...recommendation } of arrange(all)) {
    const before = recommendation.dependencies.map((id) => steps.get(id));
    const previous = latest(before, ({ end }) => end);
    const days = recommendation.effort?.expected ?? 0;
    const end = (previous?.end ?? 0) + days;
    steps.set(recommendation.id, { recommendation, persona, days, end, previous });
  }
  return [...steps.values()];
}

function daysBeforeBaseline({ recommendation, persona, days, end }: Step): number {
  const share = BEFORE_BASELINE[persona];
  if (recommendation.type !== "blocking" || share === undefined) return 0;
  return end - days * (1 - share);
}

function latest(
  steps: readonly (Step | undefined)[],
  daysOf: (step: Step) => number,
): Step | undefined {
  let found: Step | undefined;
  for (const step of steps) {
    if (step && (!found || daysOf(step) > daysOf(found))) found = step;
  }
  return found;
}

function idsUpTo(step: Step | undefined): string[] {
  const ids: string[] = [];
  for (let at = step; at; at = at.previous) ids.unshift(at.recommendation.id);
  return ids;
}

/** Both in calendar weeks: a week of work is a week of the calendar. */
function checkDeadline(
  timeboxDays: number | undefined,
  highWeeks: number,
  outputs: readonly PersonaOutput[],
): Pick<Duration, "deadlineCheck"> {
  if (timeboxDays === undefined) return {};
  const timeboxWeeks = Math.round((timeboxDays / CALENDAR_DAYS_PER_WEEK) * 10) / 10;
  const overWeeks = Math.max(0, Math.round((highWeeks - timeboxWeeks) * 10) / 10);
  const belowCutLine = overWeeks > 0 ? couldWait(outputs) : [];
  return { deadlineCheck: { timeboxWeeks, overWeeks, couldWait: belowCutLine } };
}
