import { EpicError } from "../core/errors.ts";
import { laterThan } from "../core/run-state.ts";
import type { Settings } from "../core/settings.ts";
import type { ErrorCode, WorkflowError } from "../schema/error.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { Journal } from "./journal.ts";
import { expensesOf, type Meter } from "./meter.ts";
import { questionAbout, type QuestionParts } from "./question.ts";
import {
  type CompletedOutcome,
  type FailedOutcome,
  type PersonaCall,
  type PersonaOutcome,
  type PersonaRunner,
  runPersona,
} from "./run-persona.ts";

/** What the reviews of one run share. */
export interface ReviewContext extends PersonaRunner, QuestionParts {
  readonly journal: Journal;
  readonly beat: Heartbeat;
  readonly meter: Meter;
  readonly settings: Settings;
  readonly registrations: readonly PersonaRegistration[];
  readonly isRequired: (name: string) => boolean;
  /** Bytes in use, in the thread of this run. */
  readonly memoryBytes: () => number;
}

/** How a persona's part in a run ended. */
export interface Settled {
  readonly outcome: PersonaOutcome;
  /** Rejects where saving it fails. */
  readonly saved: Promise<void>;
}

/**
 * Asks one persona and records how it ended. Throws only where saving a failure fails. A review is on
 * its way to the disk when this returns, so that whoever comes next can be recorded along with it.
 */
export async function reviewPersona(
  name: string,
  context: ReviewContext,
  signal: AbortSignal,
): Promise<Settled> {
  context.observe({ kind: "persona-started", persona: name });
  const outcome = await ask(name, context, signal);
  context.beat.settle(name);
  if (outcome.kind === "completed") {
    const saved = keep(outcome, context);
    // Seen to once this persona's turn comes, which may be after that of one still at work.
    saved.catch(() => {});
    return { outcome, saved };
  }
  if (outcome.error.code === "WAITING") await noteWaiting(outcome, context);
  else if (!signal.aborted && !stopsTheRun(outcome.error)) await noteFailure(outcome, context);
  return { outcome, saved: Promise.resolve() };
}

/** The whole run stops for these: they are no failure of the persona that met them. */
export function stopsTheRun({ code, plugin }: EpicError): boolean {
  return STOPPING.has(code) || plugin !== undefined;
}

const STOPPING: ReadonlySet<ErrorCode> = new Set([
  "CANCELLED",
  "RUN_IN_PROGRESS",
  "STORAGE_ERROR",
  "BUDGET_EXCEEDED",
  "WAITING",
  // What would be run was changed while the run went on: no persona failed, somebody has to look.
  "NOT_TRUSTED",
]);

async function ask(
  name: string,
  context: ReviewContext,
  signal: AbortSignal,
): Promise<PersonaOutcome> {
  const registration = context.registrations.find((candidate) => candidate.name === name);
  if (!registration) {
    const error = new EpicError("PERSONA_UNAVAILABLE", `There is no persona ${name} any more`);
    return { kind: "failed", persona: name, error, attempts: 0 };
  }
  return await runPersona(await callOf(registration, context, signal), signal, context);
}

async function callOf(
  registration: PersonaRegistration,
  context: ReviewContext,
  signal: AbortSignal,
): Promise<PersonaCall> {
  const { journal, settings, beat, meter, hooks } = context;
  const { name, timeout } = registration;
  const state = journal.state();
  const { taskId, request, branch } = state;
  const { options } = request;
  return {
    ...(await questionAbout(registration, state, context)),
    timeoutMs:
      options.timeout === undefined
        ? settings.personaTimeoutMs(name, timeout)
        : options.timeout * 1000,
    cachePolicy: options.cache,
    allowStale: options.allowStale ?? settings.allowStale,
    meter,
    hooks: hooks.around(name, state, signal),
    taskId,
    // Whoever is asked again on a new branch is to answer again.
    idempotencyKey: branch === undefined ? `${taskId}:${name}` : `${taskId}:${name}:${branch}`,
    report: (progress) => beat.report(name, progress),
  };
}

async function keep(outcome: CompletedOutcome, context: ReviewContext): Promise<void> {
  const { journal, observe, known, meter } = context;
  const { persona, review, stored, source, attempts, executionTimeMs, saved, question } = outcome;
  known.set(stored.hash, review);
  const outdated = laterThan(journal.state(), persona);
  const { id } = await journal.record(
    "after",
    {
      kind: "reviewed",
      persona,
      review: { output: stored.hash, source, executionTime: executionTimeMs, attempts, question },
      ...expensesOf(meter.take(persona)),
      ...(saved && { saved: [saved] }),
      ...(outdated.length > 0 && { outdated: [...outdated] }),
    },
    [stored],
  );
  observe({
    kind: "persona-completed",
    persona,
    verdict: review.verdict,
    recommendations: review.recommendations.length,
    blocking: review.recommendations.filter(({ type }) => type === "blocking").length,
    source,
    executionTimeMs,
  });
  observe({ kind: "checkpoint", checkpointId: id, reason: "after" });
}

/** Nothing has failed: a person was asked, who takes longer than this process lives. */
async function noteWaiting(outcome: FailedOutcome, context: ReviewContext): Promise<void> {
  const { journal, observe } = context;
  const { persona, error } = outcome;
  const reason = error.message;
  const { id } = await journal.record("interval", { kind: "waits", persona, reason });
  observe({ kind: "persona-waits", persona, reason });
  observe({ kind: "checkpoint", checkpointId: id, reason: "interval" });
}

async function noteFailure(outcome: FailedOutcome, context: ReviewContext): Promise<void> {
  const { journal, observe, clock, isRequired, meter, hooks } = context;
  const { persona, attempts } = outcome;
  const { code, message, recoverable } = outcome.error;
  const error: WorkflowError = {
    type: code,
    persona,
    message,
    timestamp: new Date(clock.now()).toISOString(),
    recoverable,
    retryCount: Math.max(0, attempts - 1),
  };
  const { id } = await journal.record("failure", {
    kind: "failed",
    persona,
    attempts,
    error,
    ...expensesOf(meter.take(persona)),
  });
  observe({ kind: "persona-failed", persona, required: isRequired(persona), code, message });
  observe({ kind: "checkpoint", checkpointId: id, reason: "failure" });
  // Of a required persona the end of the run tells, with the way to go on.
  if (isRequired(persona)) return;
  const { taskId, epicId } = journal.state();
  await hooks.onError(error, { taskId, epicId, status: "running" });
}
