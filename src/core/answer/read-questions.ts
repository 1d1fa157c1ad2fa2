import type { Question } from "../../schema/persona.ts";
import { isMapping } from "../config.ts";
import { flagOf, listOf, memberOf, textOf } from "./member.ts";
import { freeId, slug } from "./settle-ids.ts";

/** Questions as objects or as plain texts; whatever asks nothing is left out. */
export function readQuestions(value: unknown, askedBy: string): Question[] {
  const taken = new Set<string>();
  return listOf(value).flatMap((entry) => {
    const text = textOf(isMapping(entry) ? memberOf(entry, "text", "question", "title") : entry);
    if (text === undefined) return [];
    const member = (...names: readonly string[]) =>
      isMapping(entry) ? memberOf(entry, ...names) : undefined;
    const id = freeId(textOf(member("id", "key")) ?? slug(text, "question"), taken);
    taken.add(id);
    const assumption = textOf(member("assumption", "default")) ?? "";
    return [{ id, text, askedBy, blocksEstimate: flagOf(member("blocks estimate")), assumption }];
  });
}
