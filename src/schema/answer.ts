import { z } from "zod";

import type { PersonaInput } from "./persona.ts";
import { prioritySchema, recommendationTypeSchema, verdictSchema } from "./vocabulary.ts";

const days = z.number().describe("person-days");

/**
 * What a model, an agent or a person is asked to answer: a review, without what the program knows
 * itself. Every member is required and nothing is limited in length, as the strict modes of
 * providers ask for; what comes back is read by core/answer, which is not strict at all.
 */
const answerSchema = z.strictObject({
  verdict: verdictSchema,
  insights: z.array(z.string()).describe("what the others should know, one sentence each"),
  recommendations: z.array(
    z.strictObject({
      id: z.string().describe("short and kebab-case; that of a finding which it confirms"),
      title: z.string(),
      type: recommendationTypeSchema,
      priority: prioritySchema,
      description: z.string().describe("what to do, and why here"),
      focus: z.string().describe("id of the area that it belongs to"),
      dependencies: z.array(z.string()).describe("ids of recommendations that come first"),
      evidence: z.array(z.strictObject({ quote: z.string() })),
      acceptance: z.string().describe("how one would check that it is done"),
      references: z.array(z.string()).describe("standards, as in GDPR Art. 17"),
      estimatedCost: z.string(),
      effort: z.strictObject({ low: days, expected: days, high: days }),
    }),
  ),
  questions: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      blocksEstimate: z.boolean(),
      assumption: z.string(),
    }),
  ),
  costAnalysis: z.strictObject({ category: z.string(), amount: z.string() }),
  confidence: z.number().describe("0.0 to 1.0"),
  coverage: z.array(
    z.strictObject({
      topic: z.string().describe("mark of what had to be addressed, as in M1"),
      by: z.array(z.string()).describe("ids of recommendations and questions"),
      note: z.string().describe("why there is no need, or empty"),
    }),
  ),
});

type Format = PersonaInput["requirements"]["outputFormat"];

/** The JSON Schema that whoever answers is asked to answer by. */
export function answerFormat(): Format {
  const { $schema: _$schema, ...format } = z.toJSONSchema(answerSchema);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON Schema is JSON
  return format as Format;
}
