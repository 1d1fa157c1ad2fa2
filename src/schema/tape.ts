import { z } from "zod";

import { errorCodeSchema } from "./error.ts";
import { usageSchema } from "./expense.ts";
import { personaNameSchema } from "./vocabulary.ts";

/** What holds for a recorded run as a whole: tape.yml. */
export const tapeHeaderSchema = z.strictObject({
  version: z.literal(1),
  /** The one time that the run knows: its clock stands still, so that a replay is the same bytes. */
  startedAt: z.iso.datetime(),
  /** Out of which the ids of the run are made. */
  seed: z.string().min(1),
});
export type TapeHeader = z.infer<typeof tapeHeaderSchema>;

/** One question and what came of it: <persona>.<number>.yml. */
export const exchangeSchema = z.strictObject({
  persona: personaNameSchema,
  provider: z.string(),
  request: z.json(),
  answer: z.json().optional(),
  failure: z
    .strictObject({ code: errorCodeSchema, message: z.string(), hint: z.string().optional() })
    .optional(),
});
export type Exchange = z.infer<typeof exchangeSchema>;

export const modelAnswerSchema = z.object({
  text: z.string(),
  end: z.enum(["whole", "limit", "filtered", "broken"]),
  usage: usageSchema,
});

/** What an agent answered, as its adapter read it, and what it said that it took. */
export const agentAnswerSchema = z.object({ answer: z.json(), usage: z.array(usageSchema) });
