import { branchPoint } from "../core/history.ts";
import { planRetry, planRewind, type Reopening } from "../core/reopen.ts";
import { VERSION } from "../core/version.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { CachePolicy } from "../schema/request.ts";
import type { RunEvent, RunState } from "../schema/run.ts";
import { advance, type AdvanceParts } from "./advance.ts";
import { claimRun, openJournal } from "./journal.ts";
import { loadRun } from "./load-run.ts";
import { planRun, registered, type RunPlan } from "./plan-run.ts";
import { type Again, optionsOf, type ResumeChanges } from "./run-changes.ts";
import { savedByKeeping } from "./saved-by-keeping.ts";

interface Reopen extends ResumeChanges {
  readonly again: Again;
}

/** Asks again what a run was done with. What it had before stays in its history. */
export async function reopenRun(
  reference: string,
  changes: Reopen,
  parts: AdvanceParts,
  signal: AbortSignal,
): Promise<EpicResponse> {
  const { store } = parts;
  const found = await loadRun(store, reference);
  const plan = planRun(found.request, parts);
  // What cannot be done is refused before the run is claimed.
  const { personas } = choose(found, changes.again, plan);
  await parts.permit(registered(personas, plan));
  const lease = await claimRun(found.taskId, parts);
  const state = await loadRun(store, found.taskId);
  const journal = openJournal(lease, state, parts);
  try {
    await journal.record("before", await reopened(state, changes, plan, parts));
  } catch (error) {
    // Another process may have gone on between the look and the claim.
    await journal.release();
    throw error;
  }
  const before = state.checkpoints.at(-1)?.id;
  if (state.epic !== undefined && before !== undefined) {
    parts.observe({ kind: "run-reopened", taskId: state.taskId, before });
  }
  return await advance(journal, plan, parts, signal, changes);
}

async function reopened(
  state: RunState,
  { again, ...changes }: Reopen,
  runPlan: RunPlan,
  { store, owner, configuration }: AdvanceParts,
): Promise<RunEvent> {
  const { personas, plan } = choose(state, again, runPlan);
  const kept = state.completedPersonas.filter((name) => !personas.includes(name));
  return {
    kind: "reopened",
    owner,
    why: again.why,
    personas: personas.slice(),
    plan: plan.map((level) => level.slice()),
    from: branchPoint(await store.load(state.taskId), again),
    ...(again.why === "restart" && {
      under: { configuration: configuration.hash, program: VERSION },
    }),
    ...policyFor(again, state),
    ...optionsOf(changes),
    ...savedByKeeping(state, kept),
  };
}

function choose(
  state: RunState,
  again: Again,
  { levels, dependenciesOf }: Pick<RunPlan, "levels" | "dependenciesOf">,
): Reopening {
  switch (again.why) {
    case "retry":
      return planRetry(state, dependenciesOf);
    case "rewind":
      return planRewind(state, again.persona);
    case "restart":
      return { personas: levels.flat(), plan: levels };
  }
}

/** Whoever rewinds has seen the answer of the cache, and wants another one. */
function policyFor({ why }: Again, { request }: RunState): { readonly cache?: CachePolicy } {
  return why === "rewind" && request.options.cache === "on" ? { cache: "write" } : {};
}
