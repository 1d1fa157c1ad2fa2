import type { Assessment } from "../../core/assessment.ts";
import { toEpicError } from "../../core/errors.ts";
import type { PersonaInput, PersonaOutput } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import type { EpicRequest } from "../../schema/request.ts";
import type { Rulebook } from "./rulebook.ts";

/** What another thread is to think about. */
export type Thought =
  | {
      readonly kind: "review";
      /** One that ships is named, so that the thread finds its own. */
      readonly registration: PersonaRegistration | string;
      readonly input: PersonaInput;
    }
  | {
      readonly kind: "assess";
      readonly request: EpicRequest;
      readonly outputs: readonly PersonaOutput[];
    };

/** Threads of the rulebook, each of which has a memory of its own. */
export interface Threads {
  /** Whether a description is thought about there. */
  takes(description: string): boolean;
  run(thought: Thought, signal: AbortSignal): Promise<unknown>;
}

/** As much of a rulebook as takes long where the description does. */
export type ThreadedRulebook = Pick<Rulebook, "adapterFor"> & {
  readonly assess: (
    request: EpicRequest,
    outputs: readonly PersonaOutput[],
    signal: AbortSignal,
  ) => Assessment | Promise<Assessment>;
};

/** The same rulebook, which thinks in a thread about whatever the threads take. */
export function threadedRulebook(
  here: Rulebook,
  shipped: readonly PersonaRegistration[],
  threads: Threads,
): ThreadedRulebook {
  return {
    adapterFor: (registration) => {
      const adapter = here.adapterFor(registration);
      const named = shipped.includes(registration) ? registration.name : registration;
      return {
        ...adapter,
        execute: (input, context) =>
          threads.takes(input.epic.description)
            ? threads.run({ kind: "review", registration: named, input }, context.signal)
            : adapter.execute(input, context),
      };
    },
    assess: (request, outputs, signal) =>
      threads.takes(request.description)
        ? assessInThread({ kind: "assess", request, outputs }, { here, threads, signal })
        : here.assess(request, outputs),
  };
}

interface Places {
  readonly here: Rulebook;
  readonly threads: Threads;
  readonly signal: AbortSignal;
}

/** A persona may fail alone where a thread has too little memory; without this there is no epic. */
async function assessInThread(
  thought: Extract<Thought, { kind: "assess" }>,
  { here, threads, signal }: Places,
): Promise<Assessment> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `assess` there made it
    return (await threads.run(thought, signal)) as Assessment;
  } catch (error) {
    if (toEpicError(error).code !== "INVALID_INPUT") throw error;
    return here.assess(thought.request, thought.outputs);
  }
}
