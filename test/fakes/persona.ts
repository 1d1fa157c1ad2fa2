import { EpicError } from "../../src/core/errors.ts";
import { parseInput } from "../../src/core/parse.ts";
import type { Consumption } from "../../src/core/spending/estimate-call.ts";
import type { PersonaAdapter, PersonaContext } from "../../src/ports/persona-adapter.ts";
import { type PersonaInput, type Review, reviewSchema } from "../../src/schema/persona.ts";
import type { PersonaRegistration } from "../../src/schema/registration.ts";

/** An answer, a failure, or what to do until one of the two. */
export type Scripted = Review | Error | ((context: PersonaContext) => Promise<Review>);

export interface ScriptedPersona extends PersonaAdapter {
  readonly asked: PersonaInput[];
  readonly keys: string[];
}

/** Gives its answers in turn, throws those that are errors, and keeps what it was asked. */
export function scriptedPersona(
  registration: PersonaRegistration,
  answers: readonly Scripted[],
  consumption: Consumption | "unknown" = "nothing",
): ScriptedPersona {
  const asked: PersonaInput[] = [];
  const keys: string[] = [];
  return {
    asked,
    keys,
    registration,
    kind: "model",
    provider: { name: "scripted", fingerprint: "1" },
    ...(consumption !== "unknown" && { consumption }),
    validate: ({ epic }) =>
      epic.description.includes("unreadable")
        ? { valid: false, issues: ["it is unreadable"] }
        : { valid: true },
    async execute(input, context) {
      keys.push(context.idempotencyKey);
      const answer = answers[asked.push(input) - 1];
      if (answer === undefined) {
        throw new EpicError("SYSTEM_ERROR", `${registration.name} was asked too often`);
      }
      if (answer instanceof Error) throw answer;
      return typeof answer === "function" ? await answer(context) : answer;
    },
    transform: (answer) => {
      try {
        return parseInput(reviewSchema, answer, "The answer");
      } catch (cause) {
        throw new EpicError("VALIDATION_FAILED", "The answer does not fit", { cause });
      }
    },
  };
}
