import { z } from "zod";

import { moneySchema, riskLevelSchema } from "./epic.ts";
import { recommendationSchema } from "./persona.ts";
import {
  personaNameSchema,
  reviewModeSchema,
  schemaVersionSchema,
  verdictSchema,
} from "./vocabulary.ts";

const sideSchema = z.object({
  epicId: z.string(),
  taskId: z.string(),
  title: z.string(),
  completedAt: z.iso.datetime(),
  mode: reviewModeSchema,
});

/** One line about a recommendation; the epics hold the rest. */
const mentionSchema = recommendationSchema
  .pick({ id: true, title: true, type: true, priority: true, estimatedCost: true })
  .extend({ persona: personaNameSchema });

/** A member of a recommendation that is not what it was. */
const fieldChangeSchema = z.object({
  field: z.string(),
  before: z.json(),
  after: z.json(),
});

const noteSchema = z.object({ id: z.string(), text: z.string() });

/** What two epics say differently: `epic diff <a> <b>`. */
export const epicDiffSchema = z.object({
  schemaVersion: schemaVersionSchema,
  a: sideSchema,
  b: sideSchema,
  verdict: z.object({ before: verdictSchema, after: verdictSchema }),
  cost: z.object({
    before: moneySchema.extend({ currency: z.string() }),
    after: moneySchema.extend({ currency: z.string() }),
    /** Of what is expected; absent where the currencies differ. */
    delta: z.number().optional(),
  }),
  weeks: z.object({
    before: z.object({ low: z.int(), high: z.int() }),
    after: z.object({ low: z.int(), high: z.int() }),
  }),
  risk: z.object({
    before: riskLevelSchema,
    after: riskLevelSchema,
    added: z.array(noteSchema.extend({ level: riskLevelSchema })),
    removed: z.array(noteSchema.extend({ level: riskLevelSchema })),
  }),
  recommendations: z.object({
    added: z.array(mentionSchema),
    removed: z.array(mentionSchema),
    changed: z.array(mentionSchema.extend({ changes: z.array(fieldChangeSchema) })),
    unchanged: z.int().nonnegative(),
  }),
  questions: z.object({ added: z.array(noteSchema), removed: z.array(noteSchema) }),
  gaps: z.object({
    added: z.array(personaNameSchema),
    removed: z.array(personaNameSchema),
  }),
});
export type EpicDiff = z.infer<typeof epicDiffSchema>;
