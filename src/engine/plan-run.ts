import { EpicError } from "../core/errors.ts";
import { planReviews } from "../core/plan.ts";
import type { Level } from "../core/run-state.ts";
import { EVERYBODY, type Selection, selectPersonas } from "../core/select-personas.ts";
import type { Settings } from "../core/settings.ts";
import type { Review } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { Workflow } from "../schema/workflow.ts";

/** Who takes part in a run, and in which order. */
export interface RunPlan {
  readonly levels: readonly Level[];
  readonly registrations: readonly PersonaRegistration[];
  readonly isRequired: (name: string) => boolean;
  /** Who must have reviewed before. */
  readonly dependenciesOf: (name: string) => readonly string[];
  /** Why personas were left out, one sentence each. */
  readonly notes: readonly string[];
}

interface PlanParts {
  readonly settings: Pick<Settings, "personaRequired" | "personas" | "order">;
  readonly workflows: readonly Workflow[];
  readonly registrations: readonly PersonaRegistration[];
  /** Faults of a custom persona, one sentence each; a shipped one was checked when it was built. */
  readonly faultsOf: (registration: PersonaRegistration) => readonly string[];
  /** Whether nothing is won by asking it while others are at work. */
  readonly answersAtOnce: (registration: PersonaRegistration) => boolean;
  /** What the rulebook would say as each of them; without it nobody is left out or brought forward. */
  readonly survey?: Survey;
}

export type Survey = (
  request: EpicRequest,
  personas: readonly PersonaRegistration[],
) => ReadonlyMap<string, Review>;

/** A custom persona with the name of one that ships takes its place. */
export function planRun(request: EpicRequest, parts: PlanParts): RunPlan {
  const custom = Object.values(request.options.customPersonas);
  for (const registration of custom) refuseFaults(registration, parts.faultsOf(registration));
  const customNames = custom.map(({ name }) => name);
  const shipped = parts.registrations.filter(({ name }) => !customNames.includes(name));
  const registrations = [...shipped, ...custom];
  const workflow = workflowFor(request, parts.workflows);

  const named = (name: string) => registrations.find((each) => each.name === name);
  const isRequired = (name: string): boolean =>
    parts.settings.personaRequired(name) ?? named(name)?.required ?? false;
  const dependenciesOf = (name: string): readonly string[] =>
    (workflow.personas.find((each) => each.name === name) ?? named(name))?.dependencies ?? [];
  const choice = choose(request, registrations, parts, isRequired);
  const levels = planReviews({
    ...choice,
    mode: request.mode,
    workflow,
    registrations,
    custom: customNames,
    excluded: request.options.excludePersonas,
    isRequired,
    answersAtOnce: (name) => {
      const registration = named(name);
      return registration !== undefined && parts.answersAtOnce(registration);
    },
  });
  const { notes } = choice;
  return { levels, registrations, isRequired, dependenciesOf, notes };
}

/** Those of a plan by their names; of whom nobody knows any more, none. */
export function registered(
  names: readonly string[],
  { registrations }: Pick<RunPlan, "registrations">,
): readonly PersonaRegistration[] {
  return registrations.filter(({ name }) => names.includes(name));
}

/** Who has nothing to say about this epic, and who most, where anybody wants to know. */
function choose(
  request: EpicRequest,
  registrations: readonly PersonaRegistration[],
  { settings, survey }: PlanParts,
  isRequired: (name: string) => boolean,
): Selection {
  const { personas = settings.personas, order = settings.order, excludePersonas } = request.options;
  if (!survey || (personas === "all" && order === "fixed")) return EVERYBODY;
  const { mode } = request;
  // What a persona without rules would say is known only to whoever answers for it.
  const known = registrations.filter(
    ({ name, rules, supportedModes }) =>
      rules.length > 0 && supportedModes.includes(mode) && !excludePersonas.includes(name),
  );
  const selection = selectPersonas(survey(request, known), isRequired);
  return {
    ...(personas === "auto" ? selection : EVERYBODY),
    stakes: order === "auto" ? selection.stakes : undefined,
  };
}

function workflowFor(
  { mode, options: { parallel } }: EpicRequest,
  workflows: readonly Workflow[],
): Workflow {
  const workflow = workflows.find((each) => each.mode === mode);
  if (!workflow) throw new EpicError("SYSTEM_ERROR", `No workflow serves ${mode}`);
  if (parallel === undefined) return workflow;
  return { ...workflow, execution: parallel ? "parallel" : "sequential" };
}

function refuseFaults({ name }: PersonaRegistration, faults: readonly string[]): void {
  const [first, ...rest] = faults;
  if (first === undefined) return;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  throw new EpicError("INVALID_INPUT", `The persona ${name} has a fault: ${first}${more}`, {
    hint: "epic schema PersonaRegistration tells what a persona may hold",
  });
}
