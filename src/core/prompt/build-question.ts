import type { PersonaInput, Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import type { ModelQuestion } from "../models/exchange.ts";
import { buildPrompt, type PromptTemplates } from "./build-prompt.ts";

export interface QuestionParts {
  readonly registration: PersonaRegistration;
  readonly templates: PromptTemplates;
  /** JSON Schema of the answer. */
  readonly format: PersonaInput["requirements"]["outputFormat"];
}

/** What a model is sent first. */
export function buildQuestion(
  { registration, templates, format }: QuestionParts,
  input: PersonaInput,
  grounding: Review | undefined,
): ModelQuestion {
  const requirements = { ...input.requirements, outputFormat: format };
  const request = { registration, input: { ...input, requirements }, grounding, templates };
  const { system, user } = buildPrompt(request);
  return { persona: registration.name, system, turns: [{ role: "user", text: user }], format };
}

/** Bytes beside the description and the earlier reviews, with a checklist of usual length. */
export function promptBytes({ templates, format }: QuestionParts): number {
  const { system, review } = templates;
  return Buffer.byteLength(system.text + review.text + JSON.stringify(format)) + CHECKLIST_BYTES;
}

const CHECKLIST_BYTES = 4000;
