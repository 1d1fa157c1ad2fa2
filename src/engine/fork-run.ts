import { EpicError } from "../core/errors.ts";
import { unanswered } from "../core/reopen.ts";
import { screenDescription } from "../core/screen.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { RunState } from "../schema/run.ts";
import { advance, type AdvanceParts } from "./advance.ts";
import type { Started } from "./journal.ts";
import { loadCheckpoint } from "./load-run.ts";
import { planRun, registered } from "./plan-run.ts";
import { type ForkChanges, optionsOf } from "./run-changes.ts";
import { savedByKeeping } from "./saved-by-keeping.ts";
import { startRun } from "./start-run.ts";

/** Begins a run at a checkpoint of another one. Reviews are taken along by hash, none is copied. */
export async function forkRun(
  reference: string,
  changes: ForkChanges,
  parts: AdvanceParts,
  signal: AbortSignal,
): Promise<EpicResponse> {
  const left = await loadCheckpoint(parts.store, reference);
  const { request, warnings } = changedRequest(left, changes, parts);
  const plan = planRun(request, parts);
  // A retry may have put the same personas into an order of its own, which their reviews rest on.
  const levels = sameNames(plan.levels, left.plan) ? left.plan : plan.levels;
  const parent = reviewsFor(left, levels.flat(), changes);
  const taken = Object.keys(parent.personas);
  const asked = levels.flat().filter((name) => !taken.includes(name));
  if (asked.length === 0) throw nothingToAsk(left, parent);
  await parts.permit(registered(asked, plan));
  const reused = reuseWarning(left, taken, changes);
  const notes = [...warnings, ...reused];
  const beginning = { plan: levels, parent, warnings: notes, ...savedByKeeping(left, taken) };
  const journal = await startRun(request, beginning, parts);
  return await advance(journal, plan, parts, signal, changes);
}

type Parent = NonNullable<Started["parent"]>;

function changedRequest(
  { request, metadata }: RunState,
  { mode, description, ...changes }: ForkChanges,
  { settings }: AdvanceParts,
): { readonly request: EpicRequest; readonly warnings: readonly string[] } {
  const screened =
    description === undefined
      ? { description: request.description, warnings: metadata.warnings }
      : screenDescription(description, settings.descriptionBytes);
  const options = { ...request.options, ...optionsOf(changes) };
  const { warnings } = screened;
  const changed = { ...request, description: screened.description, mode: mode ?? request.mode };
  return { request: { ...changed, options }, warnings };
}

/** Whoever wants another mode or text where everybody has reviewed wants other reviews: all of them. */
function reviewsFor(left: RunState, planned: readonly string[], changes: ForkChanges): Parent {
  const parent = takeAlong(left, planned);
  const anew = asksNobody(parent, planned) && differences(left, changes).length > 0;
  return anew ? { ...parent, personas: {} } : parent;
}

/** What the run had at the checkpoint of those that the fork plans: reviews, and gaps that stay. */
function takeAlong(left: RunState, planned: readonly string[]): Parent {
  const asked = new Set(unanswered(left));
  const personas: Parent["personas"] = {};
  for (const name of planned) {
    const state = left.personaStates[name];
    if (asked.has(name)) continue;
    if (state?.status === "completed" || state?.status === "failed") personas[name] = state;
  }
  const checkpointId = left.checkpoints.at(-1)?.id ?? "";
  return { taskId: left.taskId, checkpointId, personas };
}

function asksNobody({ personas }: Parent, planned: readonly string[]): boolean {
  return planned.every((name) => name in personas);
}

function sameNames(
  one: RunState["plan"] | readonly (readonly string[])[],
  other: RunState["plan"],
) {
  const [a, b] = [one.flat().toSorted(), other.flat().toSorted()];
  return a.join() === b.join();
}

function nothingToAsk({ taskId }: RunState, { checkpointId }: Parent): EpicError {
  return new EpicError(
    "INVALID_INPUT",
    `Everybody had reviewed at ${checkpointId}, so a fork there would ask nobody`,
    {
      hint: `say what is to be different, with --mode or --description, or fork an earlier one: epic checkpoints ${taskId}`,
    },
  );
}

/** Reviews of another text or mode are no lie, but whoever reads the epic has to know. */
function reuseWarning(
  left: RunState,
  taken: readonly string[],
  changes: ForkChanges,
): readonly string[] {
  const changed = differences(left, changes);
  if (changed.length === 0 || taken.length === 0) return [];
  return [
    `Reused from ${left.taskId}, where they were made for ${changed.join(" and ")}: ${taken.join(", ")}`,
  ];
}

/** What the reviews of the run were made for, and the fork is not. */
function differences(
  { request }: RunState,
  { mode = request.mode, description = request.description }: ForkChanges,
): readonly string[] {
  return [
    ...(description === request.description ? [] : ["another description"]),
    ...(mode === request.mode ? [] : [`${request.mode} mode`]),
  ];
}
