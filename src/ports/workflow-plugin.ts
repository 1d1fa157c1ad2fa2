import type { EpicResponse } from "../schema/epic.ts";
import type { WorkflowError } from "../schema/error.ts";
import type { PersonaInput, PersonaOutput } from "../schema/persona.ts";

/** What a plugin is told of the run beside the values that a hook is about. */
export interface PluginContext {
  readonly taskId: string;
  readonly epicId: string;
  /**
   * `running` while personas review, `completed` once the epic is saved. In `onError`, `running` says
   * that the run goes on without the persona, and `failed` that it stopped and can be resumed.
   */
  readonly status: "running" | "completed" | "failed";
}

type Eventually<T> = T | Promise<T>;

/**
 * What a plugin may do. Values are copies: what is to count must be returned, and must fit the same
 * schema as what was given. A hook that has nothing to change returns its value as it is.
 *
 * To refuse, throw an error; one with a `code` of `NOT_ALLOWED`, `BUDGET_EXCEEDED`, `INVALID_INPUT` or
 * `NETWORK_ERROR` keeps it, and one with a `hint` has that told as well.
 */
export interface PluginHooks {
  /** Before a persona is asked, and before its answer is looked for in the cache. */
  beforePersona?(
    persona: string,
    input: PersonaInput,
    context: PluginContext,
  ): Eventually<PersonaInput>;
  /**
   * What an agent said, in its own dialect, as a review or something near it. Only where a persona
   * names the plugin as its transformer.
   */
  transform?(persona: string, answer: unknown): unknown;
  /** After a persona answered. What this returns is what is cached and what later personas see. */
  afterPersona?(
    persona: string,
    output: PersonaOutput,
    context: PluginContext,
  ): Eventually<PersonaOutput>;
  /** All reviews, before they become an epic. One that is left out leaves a gap. */
  beforeAggregation?(outputs: PersonaOutput[], context: PluginContext): Eventually<PersonaOutput[]>;
  /** Makes the epic of the reviews its own way; `epic` is what came of them so far. */
  aggregate?(
    outputs: PersonaOutput[],
    epic: EpicResponse,
    context: PluginContext,
  ): Eventually<EpicResponse>;
  /** The last word on the epic before it is saved. */
  afterCompletion?(epic: EpicResponse, context: PluginContext): Eventually<EpicResponse>;
  /** Tells somebody about the epic, which is saved. */
  notify?(epic: EpicResponse, context: PluginContext): Eventually<void>;
  /** Tells somebody that a persona failed, or that the run stopped; not that a user gave up. */
  onError?(error: WorkflowError, context: PluginContext): Eventually<void>;
}

/** What the module of a plugin exports as its default: this, or a function of its options that makes it. */
export interface WorkflowPlugin {
  /** Lower-case, as in `severity-policy`. */
  readonly name: string;
  /** Raise it where the plugin decides differently: it is part of the cache key. */
  readonly version: string;
  /** Names of the environment variables that it reads in its hooks: it is given no others. */
  readonly env?: readonly string[];
  readonly hooks: PluginHooks;
}
