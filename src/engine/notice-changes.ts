import { isMapping } from "../core/config.ts";
import { type ConfigChange, configChanges } from "../core/configuration-changes.ts";
import { toEpicError } from "../core/errors.ts";
import { completedPersonas, laterThan } from "../core/run-state.ts";
import { VERSION } from "../core/version.ts";
import type { RunState } from "../schema/run.ts";
import type { AdvanceParts } from "./advance.ts";
import { planRun, type RunPlan } from "./plan-run.ts";
import { keyOf, questionAbout } from "./question.ts";

/**
 * Tells what of the configuration, or of the program, is no longer as it was when the run began, and
 * whose reviews would be other ones today. Changes nothing: what was paid for is kept.
 */
export async function noticeChanges(
  state: RunState,
  { registrations }: Pick<RunPlan, "registrations">,
  parts: AdvanceParts,
): Promise<void> {
  const { configuration, program } = state.metadata;
  if (configuration === parts.configuration.hash && program === VERSION) return;
  parts.observe({
    kind: "configuration-changed",
    taskId: state.taskId,
    program: program === VERSION ? undefined : program,
    changes: await changesSince(configuration, parts),
    outdated: await outdatedReviews(state, registrations, parts),
  });
}

/** The same of a finished run, which is shown even where it could not be planned any more. */
export async function noticeSinceFinished(state: RunState, parts: AdvanceParts): Promise<void> {
  let plan: RunPlan | undefined;
  try {
    plan = planRun(state.request, parts);
  } catch {
    return;
  }
  await noticeChanges(state, plan, parts);
}

/** Tells whoever names a checkpoint that the run went on since, and goes on from there. */
export async function noticePassed(
  { taskId, checkpoints }: RunState,
  reference: string,
  { store, observe }: Pick<AdvanceParts, "store" | "observe">,
): Promise<void> {
  const named = (await store.load(reference)).at(-1)?.id;
  const last = checkpoints.at(-1)?.id;
  if (named === undefined || last === undefined || named === last) return;
  observe({ kind: "checkpoint-passed", taskId, named, last });
}

/** Undefined where an older version did not keep what the configuration was. */
async function changesSince(
  hash: string,
  { store, configuration }: AdvanceParts,
): Promise<readonly ConfigChange[] | undefined> {
  if (hash === configuration.hash) return [];
  try {
    const [before] = await store.bodies([hash]);
    const after: unknown = JSON.parse(configuration.body);
    return isMapping(before) && isMapping(after) ? configChanges(before, after) : undefined;
  } catch (error) {
    // Whether it was never kept or is damaged: a notice is not worth a run.
    if (toEpicError(error).code === "STORAGE_ERROR") return undefined;
    throw error;
  }
}

async function outdatedReviews(
  state: RunState,
  registrations: RunPlan["registrations"],
  parts: AdvanceParts,
): Promise<readonly string[]> {
  const outdated = new Set<string>();
  for (const { name } of completedPersonas(state)) {
    if (outdated.has(name) || (await isAsAsked(name, state, registrations, parts))) continue;
    for (const later of [name, ...laterThan(state, name)]) outdated.add(later);
  }
  return state.completedPersonas.filter((name) => outdated.has(name));
}

async function isAsAsked(
  name: string,
  state: RunState,
  registrations: RunPlan["registrations"],
  parts: AdvanceParts,
): Promise<boolean> {
  const persona = state.personaStates[name];
  const registration = registrations.find((each) => each.name === name);
  if (persona?.status !== "completed" || !registration) return false;
  try {
    const question = await questionAbout(registration, state, { ...parts, known: new Map() });
    return keyOf(question, question.adapter) === persona.question;
  } catch (error) {
    // Whoever answered then may be no provider any more: today the answer would be another one.
    if (toEpicError(error).code === "STORAGE_ERROR") throw error;
    return false;
  }
}
