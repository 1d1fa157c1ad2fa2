import type { Knowledge, Signal } from "../../src/schema/knowledge.ts";
import type { PersonaRegistration } from "../../src/schema/registration.ts";
import { personaRegistrationSchema } from "../../src/schema/registration.ts";
import type { Rule } from "../../src/schema/rule.ts";
import { shipped } from "./shipped-epic.ts";

/** A rule that always speaks, but for what is given. */
export function rule(id: string, rest: Partial<Rule> = {}): Rule {
  return {
    id,
    focus: "all",
    when: { always: true },
    title: `Do ${id}`,
    type: "suggested",
    priority: "medium",
    effort: { mvp: [1, 2], standard: [2, 4], enterprise: [3, 6] },
    rationale: `Because of ${id}.`,
    acceptance: `${id} is done.`,
    references: [],
    ...rest,
  };
}

export function persona(
  rules: readonly Rule[],
  rest: Partial<PersonaRegistration> = {},
): PersonaRegistration {
  return personaRegistrationSchema.parse({
    name: "keeper",
    title: "Keeper",
    reviewOrder: 9,
    focusAreas: [{ id: "all", title: "All", asks: "What" }],
    rules,
    ...rest,
  });
}

/** What ships, with the estimation as it is and only these personas. */
export function knowledgeOf(...personas: readonly PersonaRegistration[]): Knowledge {
  return { ...shipped, personas };
}

export const signalsById: ReadonlyMap<string, Signal> = new Map(
  shipped.signals.map((signal) => [signal.id, signal]),
);
