import type { Knowledge } from "../schema/knowledge.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { lintPersona } from "./lint-persona.ts";

/**
 * Faults of a persona that a user adds, against the knowledge that ships. It may take the place of
 * a shipped one of its name, and may cite whatever it likes: a company has standards of its own.
 */
export function lintCustomPersona(
  persona: PersonaRegistration,
  knowledge: Knowledge,
): readonly string[] {
  return lintPersona(persona, {
    signals: new Set(knowledge.signals.map(({ id }) => id)),
    quantities: new Set(knowledge.quantities.map(({ id }) => id)),
    others: knowledge.personas.filter(({ name }) => name !== persona.name),
  });
}
