import { aggregate } from "../core/aggregate.ts";
import type { StoredObject } from "../core/hash.ts";
import { personaOutput } from "../core/persona-output.ts";
import { recordEpic } from "../core/record-epic.ts";
import { completedPersonas } from "../core/run-state.ts";
import type { Settings } from "../core/settings.ts";
import { VERSION } from "../core/version.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { PriceTable } from "../schema/expense.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { RunState } from "../schema/run.ts";
import type { Workflow } from "../schema/workflow.ts";
import { assessEpic, type AssessParts } from "./assess-epic.ts";
import { type Deadline, withDeadline } from "./deadline.ts";
import { heartbeat } from "./heartbeat.ts";
import type { Hooks } from "./hooks.ts";
import type { Journal, JournalParts } from "./journal.ts";
import { openMeter } from "./meter.ts";
import type { RunPlan, Survey } from "./plan-run.ts";
import { reviewsOf } from "./question.ts";
import type { AdaptersFor } from "./question.ts";
import { reviewLevels } from "./review-levels.ts";
import type { ReviewContext } from "./review-persona.ts";
import type { RunLimits } from "./run-changes.ts";
import type { PersonaRunner } from "./run-persona.ts";
import { stopRun } from "./stop-run.ts";

export interface AdvanceParts extends JournalParts, PersonaRunner, AssessParts {
  readonly settings: Settings;
  readonly workflows: readonly Workflow[];
  readonly registrations: readonly PersonaRegistration[];
  /** Faults of a custom persona, one sentence each. */
  readonly faultsOf: (registration: PersonaRegistration) => readonly string[];
  /** Whether nothing is won by asking a persona while others are at work. */
  readonly survey?: Survey;
  readonly answersAtOnce: (registration: PersonaRegistration) => boolean;
  /** Throws NOT_TRUSTED where one of them would be answered by what nobody trusts. */
  readonly permit: (asked: readonly PersonaRegistration[]) => Promise<void>;
  /** Who answers for a persona. Throws PERSONA_UNAVAILABLE where nobody can. */
  readonly adaptersFor: AdaptersFor;
  /** What plugins do to a run. */
  readonly hooks: Hooks;
  /** What models charge, loaded when somebody charges. */
  readonly prices: () => Promise<PriceTable>;
  /** What is in force, to tell a later process what has changed since. */
  readonly configuration: StoredObject;
  /** Bytes in use, in the thread of this run. */
  readonly memoryBytes: () => number;
}

/** Takes a claimed run from where it stands to its end, gives the claim back and has it told. */
export async function advance(
  journal: Journal,
  plan: RunPlan,
  parts: AdvanceParts,
  signal: AbortSignal,
  limits: RunLimits = {},
): Promise<EpicResponse> {
  const response = await advanceToEnd(journal, plan, parts, signal, limits);
  // The epic is saved: whatever happens from here on, nothing of it is lost.
  await parts.hooks.notify(response, signal);
  return response;
}

async function advanceToEnd(
  journal: Journal,
  plan: RunPlan,
  parts: AdvanceParts,
  signal: AbortSignal,
  { deadlineMs = parts.settings.workflowTimeoutMs }: RunLimits,
): Promise<EpicResponse> {
  const { registrations, isRequired } = plan;
  const { request, expenses } = journal.state();
  announce(journal.state(), parts);
  const meter = openMeter({ limits: request.options, spent: expenses, prices: parts.prices });
  const beat = heartbeat(journal, parts, signal);
  const context = { ...parts, journal, beat, meter, registrations, isRequired, known: new Map() };
  try {
    await withDeadline(runLimit(journal, deadlineMs), beat.signal, (limit) =>
      reviewLevels(context, limit),
    );
    // Beyond the limit: a run that was recorded as finished cannot come too late any more.
    return await finish(context, parts, beat.signal);
  } catch (error) {
    throw await stopRun(journal, error, { ...parts, meter });
  } finally {
    beat.stop();
    await journal.release();
  }
}

function runLimit(journal: Journal, limitMs: number): Deadline {
  return {
    what: "The run",
    limitMs,
    hint: "raise coordination.workflowTimeout, or give it more with --deadline",
    during: () => {
      const { plan, personaStates } = journal.state();
      const names = plan.flat().filter((name) => personaStates[name]?.status === "running");
      return names.length === 0 ? "" : `, while ${names.join(", ")} reviewed`;
    },
  };
}

function announce(state: RunState, { observe }: AdvanceParts): void {
  observe({
    kind: "run-started",
    taskId: state.taskId,
    epicId: state.epicId,
    personas: state.plan.flat(),
    completed: state.completedPersonas,
    warnings: state.metadata.warnings,
  });
}

type FinishContext = Pick<ReviewContext, "journal" | "registrations" | "store" | "known">;

async function finish(
  context: FinishContext,
  parts: AdvanceParts,
  signal: AbortSignal,
): Promise<EpicResponse> {
  const { journal } = context;
  const { observe, clock, hooks } = parts;
  const state = journal.state();
  const outputs = await hooks.beforeAggregation(await outputsOf(state, context), state, signal);
  const aggregated = aggregate({
    state,
    outputs,
    assessment: await assessEpic(state.request, outputs, parts, signal),
    completedAt: new Date(clock.now()).toISOString(),
    program: VERSION,
    rulebook: parts.rulebookVersion,
  });
  const shaped = await hooks.shape(outputs, aggregated, signal);
  const reviews = completedPersonas(state).map(({ hash }) => hash);
  const { record, bodies, response } = recordEpic(shaped, new Set(reviews));
  const event = { kind: "finished", epic: record.hash } as const;
  const { id } = await journal.record("final", event, [record, ...bodies]);
  observe({ kind: "checkpoint", checkpointId: id, reason: "final" });
  observe({
    kind: "run-finished",
    taskId: state.taskId,
    epicId: state.epicId,
    verdict: response.epic.verdict,
    totalExecutionTimeMs: response.epic.metadata.totalExecutionTime,
  });
  return response;
}

/** In review order, whether they were asked one by one or at once. */
async function outputsOf(
  state: RunState,
  context: FinishContext,
): Promise<readonly PersonaOutput[]> {
  const completed = completedPersonas(state);
  const reviews = new Map(
    (await reviewsOf(completed, context)).map(({ persona, review }) => [persona, review]),
  );
  const outputs = completed.flatMap((persona) => {
    const { name } = persona;
    const review = reviews.get(name);
    const order = context.registrations.find((registration) => registration.name === name);
    return review ? [personaOutput(order?.reviewOrder ?? 0, review, persona)] : [];
  });
  return outputs.toSorted((a, b) => a.persona.reviewOrder - b.persona.reviewOrder);
}
