import { screenDescription } from "../core/screen.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { RunState } from "../schema/run.ts";
import type { RunEstimate } from "../schema/spending.ts";
import { advance, type AdvanceParts } from "./advance.ts";
import type { GivenAnswer } from "./answer-run.ts";
import { openBreakers } from "./breakers.ts";
import { claimRun, openJournal } from "./journal.ts";
import { loadEpic, loadEpicOf, loadRun } from "./load-run.ts";
import { planRun, registered } from "./plan-run.ts";
import {
  type Again,
  type ForkChanges,
  optionsOf,
  type ResumeChanges,
  type RunLimits,
} from "./run-changes.ts";
import { savedByKeeping } from "./saved-by-keeping.ts";
import { startRun } from "./start-run.ts";

export interface Coordinator {
  /** Reviews an epic from the start. Throws EpicError; a run that began can then be resumed. */
  execute(request: EpicRequest, signal?: AbortSignal, limits?: RunLimits): Promise<EpicResponse>;
  /** Continues the run that a reference belongs to; a finished run answers with its epic. */
  resume(reference: string, signal?: AbortSignal, changes?: ResumeChanges): Promise<EpicResponse>;
  /** Continues a run that waits for a person, with what that person said. */
  answer(
    reference: string,
    answer: GivenAnswer,
    signal?: AbortSignal,
    changes?: ResumeChanges,
  ): Promise<EpicResponse>;
  /** Asks again what a run was done with, as a new branch of its history, and goes on from there. */
  reopen(
    reference: string,
    again: Again,
    signal?: AbortSignal,
    changes?: ResumeChanges,
  ): Promise<EpicResponse>;
  /** Begins a run that goes on from a checkpoint of another one, whose reviews it takes along. */
  fork(reference: string, signal?: AbortSignal, changes?: ForkChanges): Promise<EpicResponse>;
  /** What a run would take. Asks nobody and saves nothing. */
  estimate(request: EpicRequest): Promise<RunEstimate>;
  getStatus(reference: string): Promise<RunState>;
  /**
   * The epic of a finished run, or the one that it had at the checkpoint named. References, here and
   * above, are the ids of a checkpoint, task or epic, a unique prefix of one, or `latest`.
   */
  getEpic(reference: string): Promise<EpicResponse>;
}

/** What the engine is put together from. */
export type CoordinatorParts = Omit<AdvanceParts, "breakers">;

export function createCoordinator(given: CoordinatorParts): Coordinator {
  const { store, clock, maxRetries } = given;
  // A persona's worth of attempts is what a provider may fail before the others are spared it.
  const threshold = Math.max(FEWEST_FAILURES, maxRetries + 1);
  const breakers = openBreakers({ threshold, coolDownMs: COOL_DOWN_MS }, clock);
  const parts: AdvanceParts = { ...given, breakers };
  return {
    async execute(request, signal = never(), limits = {}) {
      const { descriptionBytes } = parts.settings;
      const { description, warnings } = screenDescription(request.description, descriptionBytes);
      const screened = { ...request, description };
      const plan = planRun(screened, parts);
      const { levels, notes } = plan;
      await parts.permit(registered(levels.flat(), plan));
      const beginning = { plan: levels, warnings: [...warnings, ...notes] };
      const journal = await startRun(screened, beginning, parts);
      return await advance(journal, plan, parts, signal, limits);
    },
    resume: (reference, signal = never(), changes = {}) =>
      resumeRun(reference, changes, parts, signal),
    async answer(reference, answer, signal = never(), changes = {}) {
      const { answerRun } = await import("./answer-run.ts");
      const proceed = (answered: AdvanceParts) => resumeRun(reference, changes, answered, signal);
      return await answerRun(reference, answer, parts, proceed);
    },
    async reopen(reference, again, signal = never(), changes = {}) {
      const { reopenRun } = await import("./reopen-run.ts");
      return await reopenRun(reference, { ...changes, again }, parts, signal);
    },
    async fork(reference, signal = never(), changes = {}) {
      const { forkRun } = await import("./fork-run.ts");
      return await forkRun(reference, changes, parts, signal);
    },

    async estimate(request) {
      const { estimateRequest } = await import("./estimate-request.ts");
      return await estimateRequest(request, parts);
    },

    getStatus: (reference) => loadRun(store, reference),
    getEpic: (reference) => loadEpicOf(store, reference),
  };
}

const FEWEST_FAILURES = 3;
const COOL_DOWN_MS = 30_000;

/** A signal for callers that never give up. */
const never = (): AbortSignal => new AbortController().signal;

async function resumeRun(
  reference: string,
  changes: ResumeChanges,
  parts: AdvanceParts,
  signal: AbortSignal,
): Promise<EpicResponse> {
  const { store, owner } = parts;
  const found = await loadRun(store, reference);
  // What a plain run never needs.
  const [notices, { unanswered }] = await Promise.all([
    import("./notice-changes.ts"),
    import("../core/reopen.ts"),
  ]);
  await notices.noticePassed(found, reference, parts);
  if (found.status === "completed") {
    await notices.noticeSinceFinished(found, parts);
    return await loadEpic(store, found);
  }
  const plan = planRun(found.request, parts);
  await notices.noticeChanges(found, plan, parts);
  await parts.permit(registered(unanswered(found), plan));
  const lease = await claimRun(found.taskId, parts);
  // Another process may have gone on between the look and the claim.
  const state = await loadRun(store, found.taskId);
  if (state.status === "completed") {
    await store.release(lease);
    return await loadEpic(store, state);
  }
  const journal = openJournal(lease, state, parts);
  await journal.record("before", {
    kind: "resumed",
    owner,
    personas: unanswered(state).slice(),
    ...optionsOf(changes),
    ...savedByKeeping(state, state.completedPersonas),
  });
  return await advance(journal, plan, parts, signal, changes);
}
