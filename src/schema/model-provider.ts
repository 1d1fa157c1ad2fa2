import { z } from "zod";

const variableSchema = z.string().regex(/^[A-Za-z_]\w*$/, "must be the name of a variable");

/** What every way to a model may say. What is not said is as core/models/model-settings.ts has it. */
const modelShape = {
  model: z.string().min(1).optional(),
  /** The variable that holds the key, and so is no key itself. */
  apiKeyEnv: variableSchema.optional(),
  /** A file that holds the key and nothing else; relative to the project. */
  apiKeyFile: z.string().min(1).optional(),
  /** Sent with each call; `${NAME}` stands for a variable. */
  headers: z.record(z.string().min(1), z.string()).optional(),
  temperature: z.number().min(0).max(2).optional(),
  /** The model is told to stop there. */
  maxOutputTokens: z.int().positive().optional(),
  /** Seconds in which at least a byte must come; `coordination.networkTimeout` where absent. */
  timeout: z.number().positive().optional(),
  /** How often an answer that does not fit is sent back. */
  repairs: z.int().nonnegative().max(5).optional(),
  /** Whether the findings of the rulebook go along as a checklist. */
  grounding: z.enum(["rulebook", "none"]).optional(),
};

const urlSchema = z.url({ protocol: /^https?$/, error: "must be an address with http or https" });

const vendorShape = { ...modelShape, baseUrl: urlSchema.optional() };

export const anthropicSchema = z.strictObject({ type: z.literal("anthropic"), ...vendorShape });
export const openaiSchema = z.strictObject({ type: z.literal("openai"), ...vendorShape });
export const googleSchema = z.strictObject({ type: z.literal("google"), ...vendorShape });

/** Ollama, vLLM, llama.cpp, gateways: whatever speaks the chat completions of OpenAI. */
export const openaiCompatibleSchema = z.strictObject({
  type: z.literal("openai-compatible"),
  ...modelShape,
  /** Up to and with the version, as in http://127.0.0.1:11434/v1. */
  baseUrl: urlSchema,
  /** How the server is asked for JSON: by its schema, as JSON of any form, or in the prompt alone. */
  structured: z.enum(["schema", "json", "prompt"]).optional(),
});

export type ModelProvider =
  | z.infer<typeof anthropicSchema>
  | z.infer<typeof openaiSchema>
  | z.infer<typeof googleSchema>
  | z.infer<typeof openaiCompatibleSchema>;
