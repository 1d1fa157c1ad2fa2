import { loadKnowledge } from "../../src/adapters/rulebook/load-knowledge.ts";
import { aggregate } from "../../src/core/aggregate.ts";
import { assess, type AssessmentParts } from "../../src/rulebook/assess.ts";
import { readDescription } from "../../src/rulebook/detect.ts";
import { reviewAs } from "../../src/rulebook/review.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import type { Knowledge } from "../../src/schema/knowledge.ts";
import type { PersonaOutput, Review } from "../../src/schema/persona.ts";
import type { ReviewMode } from "../../src/schema/vocabulary.ts";
import { output, runOf } from "./output.ts";

/** What ships in config/, as the build compiled it: reading three megabytes of YAML takes long. */
export const shipped: Knowledge = loadKnowledge();

export const estimation: AssessmentParts["settings"] = {
  currency: "USD",
  dayRate: 800,
  dayRates: {},
  teamExperience: "known",
};

/** The six reviews of the rulebook, as they are written. */
export function reviewAll(
  description: string,
  mode: ReviewMode,
  knowledge = shipped,
): PersonaOutput[] {
  const reading = readDescription(description, knowledge);
  const earlier: Review[] = [];
  const { currency, dayRate, teamExperience } = estimation;
  const settings = { currency, dayRate, teamExperience, enforceDevops: false };
  return knowledge.personas.map((persona) => {
    const review = reviewAs({ persona, knowledge, reading, earlier: [...earlier], mode, settings });
    earlier.push(review);
    const { model: _model, tokens: _tokens, version: _version, ...said } = review;
    const { name, reviewOrder } = persona;
    const own = { name, reviewOrder, status: "completed" as const, executionTime: 5 };
    return output(name, [], { ...said, persona: own });
  });
}

/** The whole way from a description to its epic, without engine and storage. */
export function epicFrom(
  description: string,
  mode: ReviewMode,
  knowledge = shipped,
): EpicResponse["epic"] {
  const outputs = reviewAll(description, mode, knowledge);
  const reading = readDescription(description, knowledge);
  const assessment = assess({
    reading,
    knowledge,
    request: { mode },
    outputs,
    settings: estimation,
  });
  return aggregate({
    state: runOf(knowledge.personas.map(({ name }) => name)),
    outputs,
    assessment,
    completedAt: "2026-11-20T10:05:00.000Z",
    program: "2.0.0",
    rulebook: knowledge.version,
  }).epic;
}
