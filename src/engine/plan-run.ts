import { EpicError } from "../core/errors.ts";
import { planReviews } from "../core/plan.ts";
import type { Level } from "../core/run-state.ts";
import type { Settings } from "../core/settings.ts";
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
}

interface PlanParts {
  readonly settings: Pick<Settings, "personaRequired">;
  readonly workflows: readonly Workflow[];
  readonly registrations: readonly PersonaRegistration[];
  /** Faults of a custom persona, one sentence each; a shipped one was checked when it was built. */
  readonly faultsOf: (registration: PersonaRegistration) => readonly string[];
}

/** A custom persona with the name of one that ships takes its place. */
export function planRun(request: EpicRequest, parts: PlanParts): RunPlan {
  const custom = Object.values(request.options.customPersonas);
  for (const registration of custom) refuseFaults(registration, parts.faultsOf(registration));
  const customNames = custom.map(({ name }) => name);
  const shipped = parts.registrations.filter(({ name }) => !customNames.includes(name));
  const registrations = [...shipped, ...custom];
  const workflow = parts.workflows.find(({ mode }) => mode === request.mode);
  if (!workflow) throw new EpicError("SYSTEM_ERROR", `No workflow serves ${request.mode}`);

  const registered = (name: string) => registrations.find((each) => each.name === name);
  const isRequired = (name: string): boolean =>
    parts.settings.personaRequired(name) ?? registered(name)?.required ?? false;
  const dependenciesOf = (name: string): readonly string[] =>
    (workflow.personas.find((each) => each.name === name) ?? registered(name))?.dependencies ?? [];
  const levels = planReviews({
    mode: request.mode,
    workflow,
    registrations,
    custom: customNames,
    excluded: request.options.excludePersonas,
    isRequired,
  });
  return { levels, registrations, isRequired, dependenciesOf };
}

function refuseFaults({ name }: PersonaRegistration, faults: readonly string[]): void {
  const [first, ...rest] = faults;
  if (first === undefined) return;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  throw new EpicError("INVALID_INPUT", `The persona ${name} has a fault: ${first}${more}`, {
    hint: "epic schema PersonaRegistration tells what a persona may hold",
  });
}
