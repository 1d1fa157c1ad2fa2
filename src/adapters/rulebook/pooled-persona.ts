import type { PersonaAdapter } from "../../ports/persona-adapter.ts";
import type { PersonaInput } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";

/** A review that another thread is to do. */
export interface ReviewTask {
  readonly registration: PersonaRegistration | string;
  readonly input: PersonaInput;
}

export type RunTask = (task: ReviewTask, signal: AbortSignal) => Promise<unknown>;

/**
 * The same persona, thinking in a thread of a pool. One that ships is named there, so that the thread
 * finds its own; `ships` says whether it does.
 */
export function pooledPersona(
  adapter: PersonaAdapter,
  ships: boolean,
  run: RunTask,
): PersonaAdapter {
  const { registration } = adapter;
  return {
    ...adapter,
    execute: async (input, { signal }) =>
      await run({ registration: ships ? registration.name : registration, input }, signal),
  };
}
