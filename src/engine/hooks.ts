import type { PluginContext } from "../ports/workflow-plugin.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { WorkflowError } from "../schema/error.ts";
import type { PersonaInput, PersonaOutput } from "../schema/persona.ts";

/** The run that a hook is called in. */
export type HookedRun = Pick<PluginContext, "taskId" | "epicId">;

/** What plugins do to one review. */
export interface ReviewHooks {
  before(input: PersonaInput): Promise<PersonaInput>;
  after(output: PersonaOutput): Promise<PersonaOutput>;
  /** Whether all of them did their part. A review that lacks one must not be cached as if it had it. */
  readonly intact: () => boolean;
}

/**
 * What plugins do to a run. All throw what a plugin with `failure: fatal` threw; failures of others
 * are told, and the value goes on as it was.
 */
export interface Hooks {
  /** Who may change a review, in order: part of its cache key. */
  readonly fingerprints: readonly string[];
  readonly around: (persona: string, run: HookedRun, signal: AbortSignal) => ReviewHooks;
  readonly beforeAggregation: (
    outputs: readonly PersonaOutput[],
    run: HookedRun,
    signal: AbortSignal,
  ) => Promise<readonly PersonaOutput[]>;
  /** `aggregate` and then `afterCompletion`. */
  readonly shape: (
    outputs: readonly PersonaOutput[],
    epic: EpicResponse,
    signal: AbortSignal,
  ) => Promise<EpicResponse>;
  /** Has all plugins tell, or the one with that name. Answers with those that did. */
  readonly notify: (
    epic: EpicResponse,
    signal: AbortSignal,
    only?: string,
  ) => Promise<readonly string[]>;
  /** Never throws: there is a failure already, which must not be hidden. */
  readonly onError: (error: WorkflowError, context: PluginContext) => Promise<void>;
  /** Ends what runs of them, which serves every run: for whoever opened them, when all are over. */
  readonly close: () => void;
}

const UNTOUCHED: ReviewHooks = {
  before: (input) => Promise.resolve(input),
  after: (output) => Promise.resolve(output),
  intact: () => true,
};

/** Of a run without plugins: nothing is loaded for it. */
export const NO_HOOKS: Hooks = {
  fingerprints: [],
  around: () => UNTOUCHED,
  beforeAggregation: (outputs) => Promise.resolve(outputs),
  shape: (_outputs, epic) => Promise.resolve(epic),
  notify: () => Promise.resolve([]),
  onError: () => Promise.resolve(),
  close: () => {},
};
