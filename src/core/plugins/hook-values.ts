import type { z } from "zod";

import { type EpicResponse, epicResponseSchema } from "../../schema/epic.ts";
import {
  type PersonaInput,
  personaInputSchema,
  type PersonaOutput,
  personaOutputSchema,
} from "../../schema/persona.ts";
import { schemaProblems } from "../schema-problems.ts";

/** What a hook returned, or what is wrong with it, to follow "returned a value that does not fit: ". */
export type Checked<T> =
  | { readonly fits: true; readonly value: T }
  | { readonly fits: false; readonly fault: string };

/** A plugin may change what is asked, but not whom. */
export function checkInput(given: PersonaInput, returned: unknown): Checked<PersonaInput> {
  const checked = check(personaInputSchema, returned);
  if (!checked.fits) return checked;
  return same("persona.name", given.persona.name, checked.value.persona.name) ?? checked;
}

/** A plugin may change what is said, but not who says it. */
export function checkOutput(given: PersonaOutput, returned: unknown): Checked<PersonaOutput> {
  const checked = check(personaOutputSchema, returned);
  if (!checked.fits) return checked;
  return same("persona.name", given.persona.name, checked.value.persona.name) ?? checked;
}

/** A plugin may leave reviews out or reorder them, but not make up reviewers. */
export function checkOutputs(
  given: readonly PersonaOutput[],
  returned: unknown,
): Checked<readonly PersonaOutput[]> {
  const checked = check(personaOutputSchema.array(), returned);
  if (!checked.fits) return checked;
  const reviewers = new Set(given.map(({ persona }) => persona.name));
  const names = checked.value.map(({ persona }) => persona.name);
  const stranger = names.find((name) => !reviewers.has(name));
  if (stranger !== undefined) return { fits: false, fault: `nobody named ${stranger} reviewed` };
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return { fits: false, fault: `${twice} is in it twice` };
  return checked;
}

/** A plugin may change what the epic says, but not which one it is. */
export function checkEpic(given: EpicResponse, returned: unknown): Checked<EpicResponse> {
  const checked = check(epicResponseSchema, returned);
  if (!checked.fits) return checked;
  const { epic } = checked.value;
  return (
    same("epic.id", given.epic.id, epic.id) ??
    same("epic.metadata.taskId", given.epic.metadata.taskId, epic.metadata.taskId) ??
    checked
  );
}

function check<T extends z.ZodType>(schema: T, value: unknown): Checked<z.output<T>> {
  if (value === undefined) {
    return { fits: false, fault: "it is nothing; return what was given where nothing changes" };
  }
  const result = schema.safeParse(value);
  if (result.success) return { fits: true, value: result.data };
  const faults = schemaProblems(schema, value).map(({ message }) => message);
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  return { fits: false, fault: `${faults.slice(0, 1).join()}${more}` };
}

function same(field: string, given: string, returned: string): Checked<never> | undefined {
  if (given === returned) return undefined;
  return { fits: false, fault: `${field} must stay ${given}, and is "${returned}"` };
}
