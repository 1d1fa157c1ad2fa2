import { z } from "zod";

import {
  anthropicSchema,
  googleSchema,
  openaiCompatibleSchema,
  openaiSchema,
} from "./model-provider.ts";
import { personaNameSchema } from "./vocabulary.ts";

/** Kebab-case, as in `code-reviewer`. */
export const providerNameSchema = personaNameSchema;

/** A provider, or one with the model it is to use: `reviewer`, `anthropic:claude-opus-4-5`. */
export const providerReferenceSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?::\S+)?$/,
    "must be the name of a provider, with or without a model, as in reviewer or ollama:llama3",
  );

/** Coding agents whose command lines are known: core/agent-presets.ts. */
export const agentPresetSchema = z.enum(["claude", "codex", "gemini", "claude-flow-novice"]);
export type AgentPreset = z.infer<typeof agentPresetSchema>;

/** A program of its own that answers: a coding agent, or any script. */
const agentProviderSchema = z
  .strictObject({
    type: z.literal("agent"),
    /** What is not said here is as the preset has it. */
    preset: agentPresetSchema.optional(),
    /**
     * Program and arguments, run without a shell. `{persona}`, `{taskId}`, `{mode}`, `{model}`,
     * `{input}` and `{output}` (paths) and `{question}` are filled in.
     */
    command: z.array(z.string().min(1)).min(1).optional(),
    /** How it gets the question. */
    input: z.enum(["stdin", "file", "argument"]).optional(),
    /** Where its answer is: one JSON value on stdout, one event per line there, or a file. */
    output: z.enum(["stdout", "json-lines", "file"]).optional(),
    /** The question as a PersonaInput in JSON, or as the text that a model would get. */
    asks: z.enum(["json", "prompt"]).optional(),
    /** Names of the variables it gets beside PATH and EPIC_*. */
    env: z.array(z.string().regex(/^[A-Za-z_]\w*$/, "must be the name of a variable")).optional(),
    model: z.string().min(1).optional(),
    /** Whether it may call beyond this machine: nobody can tell from outside. */
    egress: z.boolean().optional(),
    /** Seconds for one attempt; `coordination.agentTimeout` where absent. */
    timeout: z.number().positive().optional(),
    /** Raise it where the agent answers differently than before: it is part of the cache key. */
    version: z.string().min(1).optional(),
  })
  .refine(({ preset, command }) => preset !== undefined || command !== undefined, {
    path: ["command"],
    message: "must name the program, as in [node, review.mjs], where there is no preset",
  });
export type AgentProvider = z.infer<typeof agentProviderSchema>;

/** A person, who may take days: the run waits and is continued by `epic answer`. */
const humanProviderSchema = z.strictObject({
  type: z.literal("human"),
  /** Who it is, to be named beside the review. */
  who: z.string().min(1).optional(),
});
export type HumanProvider = z.infer<typeof humanProviderSchema>;

/** Who can answer for a persona beside the rulebook, which needs no entry. */
export const providerSchema = z.discriminatedUnion("type", [
  agentProviderSchema,
  humanProviderSchema,
  anthropicSchema,
  openaiSchema,
  googleSchema,
  openaiCompatibleSchema,
]);
export type Provider = z.infer<typeof providerSchema>;
