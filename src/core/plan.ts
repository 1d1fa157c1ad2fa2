import type { PersonaRegistration } from "../schema/registration.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";
import type { Workflow } from "../schema/workflow.ts";
import { EpicError } from "./errors.ts";
import type { Level } from "./run-state.ts";
import { didYouMean } from "./suggest.ts";

export interface PlanRequest {
  readonly mode: ReviewMode;
  readonly workflow: Workflow;
  /** Every persona there is, the request's own ones among them. */
  readonly registrations: readonly PersonaRegistration[];
  /** Names of the request's own personas: they take part without being in the workflow. */
  readonly custom: readonly string[];
  readonly excluded: readonly string[];
  readonly isRequired: (name: string) => boolean;
  /** Who has nothing to say; a required one reviews all the same. */
  readonly idle?: readonly string[];
  /** What the epic has at stake for each: the highest first, where dependencies let it. */
  readonly stakes?: ReadonlyMap<string, number> | undefined;
  /**
   * Who answers in no time, as the rulebook does: nothing is won where such a persona does not wait
   * for the reviews before it, all of which it reads.
   */
  readonly answersAtOnce: (name: string) => boolean;
}

interface Step {
  readonly name: string;
  readonly order: number;
  readonly dependencies: readonly string[];
}

/**
 * Who reviews in which order: levels run one after the other, the members of one may run at once.
 * Throws INVALID_INPUT where the request cannot be planned.
 */
export function planReviews(request: PlanRequest): readonly Level[] {
  const chosen = chooseSteps(request);
  refuseExclusions(request, chosen);
  const { excluded, idle = [], stakes } = request;
  const steps = chosen.filter(({ name }) => !excluded.includes(name) && !idle.includes(name));
  if (steps.length === 0) {
    throw new EpicError("INVALID_INPUT", "Every persona is excluded, so nobody would review", {
      hint: "leave at least one of them in",
    });
  }
  refuseLateDependencies(chosen);
  const fixed = steps.toSorted((a, b) => a.order - b.order);
  const ordered = stakes ? bringForward(fixed, stakes) : fixed;
  return request.workflow.execution === "parallel"
    ? levelsOf(ordered, request.answersAtOnce)
    : ordered.map(({ name }) => [name]);
}

function chooseSteps({ mode, workflow, registrations, custom }: PlanRequest): readonly Step[] {
  const named = new Map(registrations.map((registration) => [registration.name, registration]));
  const steps = workflow.personas.map(({ name, dependencies }) => {
    const registration = named.get(name);
    if (registration) return { registration, dependencies };
    throw new EpicError("INVALID_INPUT", `The ${mode} workflow names ${name}, which is no persona`);
  });
  const additions = registrations
    .filter(({ name }) => custom.includes(name))
    .filter(({ name }) => !workflow.personas.some((persona) => persona.name === name))
    .map((registration) => ({ registration, dependencies: registration.dependencies }));
  return [...steps, ...additions]
    .filter(({ registration }) => registration.supportedModes.includes(mode))
    .map(({ registration: { name, reviewOrder }, dependencies }) => ({
      name,
      order: reviewOrder,
      dependencies,
    }));
}

function refuseExclusions({ excluded, isRequired }: PlanRequest, steps: readonly Step[]): void {
  const names = steps.map(({ name }) => name);
  for (const name of excluded) {
    if (!names.includes(name)) {
      throw new EpicError("INVALID_INPUT", `There is no persona ${name} to exclude`, {
        hint: didYouMean(name, names) ?? `the personas are ${names.join(", ")}`,
      });
    }
  }
  // All of them at once is the clearer thing to say of a request that excludes everybody.
  const required = excluded.find(isRequired);
  if (required !== undefined && names.some((name) => !excluded.includes(name))) {
    throw new EpicError("INVALID_INPUT", `${required} is required and cannot be excluded`, {
      hint: `set personas.${required}.required to false in the configuration to leave it out`,
    });
  }
}

function refuseLateDependencies(steps: readonly Step[]): void {
  const byName = new Map(steps.map((step) => [step.name, step]));
  for (const { name, order, dependencies } of steps) {
    for (const wanted of dependencies) {
      const dependency = byName.get(wanted);
      if (!dependency) {
        throw new EpicError(
          "INVALID_INPUT",
          `${name} depends on ${wanted}, which does not review`,
          {
            hint: didYouMean(wanted, [...byName.keys()]),
          },
        );
      }
      if (dependency.order >= order) {
        throw new EpicError(
          "INVALID_INPUT",
          `${name} (review order ${order}) depends on ${wanted}, which reviews later or at once (${dependency.order})`,
          { hint: `give ${name} a higher reviewOrder` },
        );
      }
    }
  }
}

/** Of those whose dependencies are met, the one with most at stake is next; of equals the earlier. */
function bringForward(
  fixed: readonly Step[],
  stakes: ReadonlyMap<string, number>,
): readonly Step[] {
  const left = [...fixed];
  const ordered: Step[] = [];
  const stakeOf = ({ name }: Step): number => stakes.get(name) ?? 0;
  const isFree = ({ dependencies }: Step): boolean =>
    dependencies.every((wanted) => !left.some(({ name }) => name === wanted));
  while (left.length > 0) {
    const free = left.filter(isFree);
    const most = Math.max(...free.map(stakeOf));
    const at = left.findIndex((step) => isFree(step) && stakeOf(step) === most);
    ordered.push(...left.splice(at, 1));
  }
  return ordered;
}

/** A persona stands one level below the lowest of its dependencies; an excluded one counts as met. */
function levelsOf(
  ordered: readonly Step[],
  answersAtOnce: (name: string) => boolean,
): readonly Level[] {
  const levels: string[][] = [];
  const placed = new Map<string, number>();
  for (const { name, dependencies } of ordered) {
    const awaited = answersAtOnce(name) ? [...placed.keys()] : dependencies;
    const at = Math.max(-1, ...awaited.map((wanted) => placed.get(wanted) ?? -1)) + 1;
    placed.set(name, at);
    (levels[at] ??= []).push(name);
  }
  return levels;
}
