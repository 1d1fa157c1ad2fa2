import { storedObject } from "../core/hash.ts";
import { screenDescription } from "../core/screen.ts";
import type { Limits } from "../core/spending/budget.ts";
import { VERSION } from "../core/version.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { Expense } from "../schema/expense.ts";
import type { CachePolicy, EpicRequest } from "../schema/request.ts";
import type { RunState } from "../schema/run.ts";
import { advance, type AdvanceParts } from "./advance.ts";
import { claimRun, type Journal, openJournal } from "./journal.ts";
import { loadEpic, loadRun } from "./load-run.ts";
import { planRun, type RunPlan } from "./plan-run.ts";

/** What the rest of a run does otherwise than was asked for at its start. */
export interface ResumeChanges extends Limits {
  readonly cache?: CachePolicy | undefined;
}

export interface Coordinator {
  /** Reviews an epic from the start. Throws EpicError; a run that began can then be resumed. */
  execute(request: EpicRequest, signal?: AbortSignal): Promise<EpicResponse>;
  /** Continues the run that a reference belongs to; a finished run answers with its epic. */
  resume(reference: string, signal?: AbortSignal, changes?: ResumeChanges): Promise<EpicResponse>;
  getStatus(reference: string): Promise<RunState>;
  /**
   * The epic of a finished run. References, here and above, are the ids of a checkpoint, task or
   * epic, a unique prefix of one, or `latest`.
   */
  getEpic(reference: string): Promise<EpicResponse>;
}

export function createCoordinator(parts: AdvanceParts): Coordinator {
  const { store } = parts;
  return {
    async execute(request, signal = never()) {
      const { description, warnings } = screenDescription(
        request.description,
        parts.settings.descriptionBytes,
      );
      const screened = { ...request, description };
      const plan = planRun(screened, parts);
      const journal = await startJournal(screened, plan, warnings, parts);
      return await advance(journal, plan, parts, signal);
    },

    async resume(reference, signal = never(), changes = {}) {
      const found = await loadRun(store, reference);
      if (found.status === "completed") return await loadEpic(store, found);
      const plan = planRun(found.request, parts);
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
        owner: parts.owner,
        ...changes,
        ...savedByKeeping(state),
      });
      return await advance(journal, plan, parts, signal);
    },

    getStatus: (reference) => loadRun(store, reference),
    getEpic: async (reference) => await loadEpic(store, await loadRun(store, reference)),
  };
}

/** What it would cost to ask those again who have answered already. */
function savedByKeeping({ expenses, personaStates }: RunState): { saved?: Expense[] } {
  const saved = expenses.filter(({ persona }) => personaStates[persona]?.status === "completed");
  return saved.length === 0 ? {} : { saved };
}

/** A signal for callers that never give up. */
const never = (): AbortSignal => new AbortController().signal;

async function startJournal(
  request: EpicRequest,
  { levels }: RunPlan,
  warnings: readonly string[],
  parts: AdvanceParts,
): Promise<Journal> {
  const { description, ...frame } = request;
  const stored = storedObject("description", description);
  const lease = await claimRun(parts.newId("task"), parts);
  const journal = openJournal(lease, undefined, parts);
  await journal.start(stored, description, {
    kind: "started",
    epicId: parts.newId("epic"),
    request: frame,
    description: stored.hash,
    plan: levels.map((level) => level.slice()),
    configuration: parts.configuration,
    program: VERSION,
    warnings: warnings.slice(),
  });
  return journal;
}
