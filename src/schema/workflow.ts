import { z } from "zod";

import { personaNameSchema, reviewModeSchema } from "./vocabulary.ts";

/** Which personas review in a mode, in which order, and what waits for what: one file of workflows/. */
export const workflowSchema = z.strictObject({
  mode: reviewModeSchema,
  /** One at a time in order, or all personas of a level at once. */
  execution: z.enum(["sequential", "parallel"]).default("sequential"),
  personas: z
    .array(
      z.strictObject({
        name: personaNameSchema,
        /** Personas that must have reviewed before it; matters when `execution` is parallel. */
        dependencies: z.array(personaNameSchema).default([]),
      }),
    )
    .min(1),
});
export type Workflow = z.infer<typeof workflowSchema>;
