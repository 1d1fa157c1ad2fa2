import type { AgentSettings } from "../../core/agent-presets.ts";
import { buildRepair, type PromptTemplates } from "../../core/prompt/build-prompt.ts";
import { buildQuestion } from "../../core/prompt/build-question.ts";
import { answerFormat } from "../../schema/answer.ts";
import type { PersonaInput } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";

export interface Manner {
  readonly asks: AgentSettings["asks"];
  readonly templates: PromptTemplates;
  /** What was wrong with its last answer to this. */
  readonly complaints: readonly string[];
}

/** What an agent is asked: the contract in JSON, or what a model would be told, in one text. */
export function questionOf(
  input: PersonaInput,
  registration: PersonaRegistration,
  { asks, templates, complaints }: Manner,
): string {
  const format = answerFormat();
  if (asks === "json") {
    const requirements = { ...input.requirements, outputFormat: format };
    const repair = complaints.length > 0 ? { repair: { problems: complaints } } : {};
    return JSON.stringify({ ...input, requirements, ...repair }, undefined, 2);
  }
  const { system, turns } = buildQuestion({ registration, templates, format }, input, undefined);
  const again = complaints.length > 0 ? [buildRepair(templates, complaints)] : [];
  return [system, ...turns.map(({ text }) => text), ...again].join("\n\n");
}
