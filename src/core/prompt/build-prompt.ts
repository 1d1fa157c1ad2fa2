import type { PersonaInput, Recommendation, Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import type { Topic } from "../answer/addressed.ts";
import { fillTemplate, type Template, type TemplateValues } from "../template.ts";
import { type Fence, openFence } from "./fence.ts";

export interface PromptTemplates {
  /** Who the persona is and how it answers: the same for every epic, so that providers cache it. */
  readonly system: Template;
  readonly review: Template;
  readonly repair: Template;
}

export interface PromptRequest {
  readonly registration: PersonaRegistration;
  readonly input: PersonaInput;
  /** The rulebook's review of the same epic as the same persona, where it serves as a checklist. */
  readonly grounding: Review | undefined;
  readonly templates: PromptTemplates;
}

/** Exactly what is sent to a model, whoever it is. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/** Throws INVALID_INPUT where a template asks for what there is not. */
export function buildPrompt({ registration, input, grounding, templates }: PromptRequest): Prompt {
  const { title, voice, prompt = "", focusAreas } = registration;
  const { epic, requirements } = input;
  const earlier = epic.previousPersonas.flatMap((name) => {
    const review = epic.accumulatedInsights[name];
    return review ? [{ name, text: shownReview(review) }] : [];
  });
  const findings = grounding ? shownFindings(grounding) : "";
  const fence = openFence([epic.description, findings, ...earlier.map(({ text }) => text)]);
  return {
    system: fill(templates.system, {
      title,
      voice: `${voice}\n\n${prompt}`.trim(),
      focusAreas: lines(focusAreas.map((area) => `${area.id}: ${area.title}. ${area.asks}`)),
      format: JSON.stringify(requirements.outputFormat),
    }),
    user: fill(templates.review, {
      thoroughness: THOROUGHNESS[epic.mode],
      description: fence("description", epic.description),
      earlier: shownEarlier(earlier, fence),
      mustAddress: lines(requirements.mustAddress.map((topic, at) => `M${at + 1}: ${topic}`)),
      optionalItems: lines(requirements.optionalItems),
      findings: findings === "" ? "None." : `${CHECKLIST}\n\n${fence("findings", findings)}`,
      circumstances: lines(
        Object.entries(epic.context).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
      ),
    }),
  };
}

/** What is sent where an answer did not fit. */
export function buildRepair(templates: PromptTemplates, complaints: readonly string[]): string {
  return fill(templates.repair, { complaints: lines(complaints) });
}

/** What an answer must say something about. */
export function topicsOf(
  mustAddress: readonly string[],
  grounding: Review | undefined,
): readonly Topic[] {
  const findings = grounding?.recommendations ?? [];
  return [
    ...mustAddress.map((text, at) => ({ mark: `M${at + 1}`, text })),
    ...findings.flatMap(({ type, title, id }, at) =>
      type === "blocking" ? [{ mark: `R${at + 1}`, text: title, id }] : [],
    ),
  ];
}

const THOROUGHNESS: Readonly<Record<ReviewMode, string>> = {
  mvp: "which is to become a first version: name only what it cannot do without",
  standard: "as thoroughly as a team does before it plans the work",
  enterprise: "as thoroughly as audits, regulators and large customers ask for",
};

const CHECKLIST =
  "Found by rules in the words of the description. Confirm each (take over its id), deepen it (take over its id and say more), or refute it: name its mark in `coverage` and say why in `note`. Then look for what rules cannot see.";

function shownFindings({ recommendations, questions }: Review): string {
  return [
    ...recommendations.map(
      (each, at) =>
        `R${at + 1} ${each.id} (${each.type}, ${each.priority}): ${each.title}. ${each.description}`,
    ),
    ...questions.map(({ id, text }, at) => `Q${at + 1} ${id}: ${text}`),
  ].join("\n");
}

interface Earlier {
  readonly name: string;
  readonly text: string;
}

function shownEarlier(earlier: readonly Earlier[], fence: Fence): string {
  if (earlier.length === 0) return "None: you are the first.";
  const intro =
    "Build on these, do not repeat them. A recommendation may depend on one of theirs, by its id.";
  return [intro, ...earlier.map(({ name, text }) => fence(`review of ${name}`, text))].join("\n\n");
}

/** What the next reviewer needs of a review: what was said, not how it came about. */
function shownReview({ verdict, insights, recommendations, questions }: Review): string {
  const said = {
    verdict,
    insights,
    recommendations: recommendations.map(shownRecommendation),
    questions: questions.map(({ id, text, assumption }) => ({ id, text, assumption })),
  };
  return JSON.stringify(said, undefined, 1);
}

function shownRecommendation(each: Recommendation): object {
  const { id, title, type, priority, estimatedCost, description, dependencies } = each;
  return { id, title, type, priority, estimatedCost, description, dependencies };
}

const lines = (texts: readonly string[]): string =>
  texts.length === 0 ? "None." : texts.map((text) => `- ${text}`).join("\n");

function fill(template: Template, values: Readonly<Record<string, string>>): string {
  const texts: TemplateValues["texts"] = Object.fromEntries(
    Object.entries(values).map(([name, text]) => [
      name,
      { markdown: text, yaml: text, fenced: text },
    ]),
  );
  return fillTemplate(template, { texts, blocks: {} });
}
