import { z } from "zod";

import { epicResponseSchema } from "./epic.ts";
import { personaOutputSchema } from "./persona.ts";
import { hashSchema, schemaVersionSchema } from "./vocabulary.ts";

/** A finished epic in the store: an EpicResponse whose long parts are named by hash. */
export const epicRecordSchema = z.object({
  schemaVersion: schemaVersionSchema,
  epic: epicResponseSchema.shape.epic.omit({ description: true, personas: true }),
  description: hashSchema,
  personas: z.array(
    z.object({
      persona: personaOutputSchema.shape.persona,
      source: personaOutputSchema.shape.metadata.shape.source,
      review: hashSchema,
    }),
  ),
  summary: epicResponseSchema.shape.summary,
});
export type EpicRecord = z.infer<typeof epicRecordSchema>;
