import type { PersonaInput } from "../schema/persona.ts";
import type { Lesson } from "../schema/request.ts";

type Context = PersonaInput["epic"]["context"];

/** What `epic create --recall` put into the context of a persona. */
export function lessonsOf({ recalled }: Context): readonly Lesson[] {
  return Array.isArray(recalled) ? recalled.flatMap(lessonIn) : [];
}

/** By hand, because on the way of a plain review no schema is loaded for it. */
function lessonIn(value: Context[string]): readonly Lesson[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const { ticket, title, source, text } = value;
  const isLesson =
    typeof ticket === "string" &&
    typeof title === "string" &&
    typeof source === "string" &&
    typeof text === "string";
  return isLesson ? [{ ticket, title, source, text }] : [];
}
