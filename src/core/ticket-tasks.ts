import type { EpicResponse, RoadmapPhase } from "../schema/epic.ts";
import type { Effort } from "../schema/vocabulary.ts";
import { type Advice, numbered } from "./ticket-ids.ts";
import type { NumberBook } from "./ticket-numbers.ts";

export interface Task {
  readonly id: string;
  /** Absent for a part of an epic that was made before parts had titles. */
  readonly title: string | undefined;
  readonly effort: Effort | undefined;
  /** Absent where the task is a part of the feature itself, which nobody had to recommend. */
  readonly advice: Advice | undefined;
  /** Id of the recommendation, or of the part of the feature. */
  readonly source: string;
  /** Ids of tasks. */
  readonly dependencies: readonly string[];
}

/** Tasks that belong together; `phase` is the roadmap's. */
export interface TaskGroup {
  readonly kind: "feature" | "phase" | "unscheduled";
  readonly phase: RoadmapPhase | undefined;
  readonly tasks: readonly Task[];
}

/** The parts of the feature itself, then the roadmap, then what the roadmap leaves out. */
export function planTasks(
  epic: EpicResponse["epic"],
  advice: readonly Advice[],
  book: NumberBook,
): TaskGroup[] {
  const groups = groupSources(epic, advice);
  const tasks = numbered(
    "T",
    groups.flatMap(({ sources }) => sources),
    { book, sourceOf: ({ source }) => source },
  );
  const idOf = new Map(tasks.map(({ source, id }) => [source, id]));
  let done = 0;
  return groups.flatMap(({ kind, phase, sources }) => {
    const own = tasks
      .slice(done, (done += sources.length))
      .map(({ id, source, title, effort, advice: about, dependencies }): Task => ({
        id,
        source,
        title,
        effort,
        advice: about,
        dependencies: dependencies.flatMap((other) => idOf.get(other) ?? []),
      }));
    return own.length === 0 ? [] : [{ kind, phase, tasks: own }];
  });
}

type TaskSource = Omit<Task, "id">;

function groupSources(epic: EpicResponse["epic"], advice: readonly Advice[]) {
  const byId = new Map(advice.map((one) => [one.recommendation.id, one]));
  const phases = epic.implementationRoadmap.map((phase) => ({
    kind: "phase" as const,
    phase,
    sources: phase.recommendations.flatMap((id) => byId.get(id) ?? []).map(adviceSource),
  }));
  const scheduled = new Set(phases.flatMap(({ phase }) => phase.recommendations));
  const left = advice.filter(({ recommendation }) => !scheduled.has(recommendation.id));
  return [
    {
      kind: "feature" as const,
      phase: undefined,
      sources: epic.totalCostBreakdown.baseline.parts.map(partSource),
    },
    ...phases,
    { kind: "unscheduled" as const, phase: undefined, sources: left.map(adviceSource) },
  ];
}

type Part = EpicResponse["epic"]["totalCostBreakdown"]["baseline"]["parts"][number];

function partSource({ id, title, effort }: Part): TaskSource {
  return { source: id, title, effort, advice: undefined, dependencies: [] };
}

function adviceSource(advice: Advice): TaskSource {
  const { id, title, effort, dependencies } = advice.recommendation;
  return { source: id, title, effort, advice, dependencies };
}
