import { z } from "zod";

import { workflowErrorSchema } from "./error.ts";
import { expenseSchema } from "./expense.ts";
import { reviewSourceSchema } from "./persona.ts";
import { cachePolicySchema, epicRequestSchema, limitsSchema } from "./request.ts";
import { hashSchema, personaNameSchema, schemaVersionSchema } from "./vocabulary.ts";

export const runStatusSchema = z.enum(["running", "waiting", "completed", "failed", "cancelled"]);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** `interval` is taken while a persona works, the others at the edges of its work. */
export const checkpointReasonSchema = z.enum(["before", "after", "failure", "interval", "final"]);
export type CheckpointReason = z.infer<typeof checkpointReasonSchema>;

const completedSchema = z.object({
  status: z.literal("completed"),
  /** The review, by hash: its body lies among the objects. */
  output: hashSchema,
  source: reviewSourceSchema,
  executionTime: z.number().nonnegative(),
  attempts: z.int().nonnegative(),
  /**
   * What was asked, as the cache names it (core/cache-key.ts), of whoever is asked first. Another
   * key on a later day says that the review would be another one. Absent in older files.
   */
  question: hashSchema.optional(),
});

const failedSchema = z.object({
  status: z.literal("failed"),
  attempts: z.int().nonnegative(),
  reason: z.string(),
});

export const personaStateSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("pending") }),
  z.object({ status: z.literal("running"), progress: z.string().optional() }),
  completedSchema,
  failedSchema,
  /** A person is to answer; `reason` says where the question is. */
  z.object({ status: z.literal("waiting"), reason: z.string() }),
]);
export type PersonaState = z.infer<typeof personaStateSchema>;

/** Where a fork left another run, and what it took along: reviews by hash, and gaps. */
const parentSchema = z.object({
  taskId: z.string(),
  checkpointId: z.string(),
  personas: z.partialRecord(
    personaNameSchema,
    z.discriminatedUnion("status", [completedSchema, failedSchema]),
  ),
});

const planSchema = z.array(z.array(personaNameSchema));

/**
 * What happened at a checkpoint. A run is the fold of its events (core/run-state.ts), so a
 * checkpoint stores only what changed, and history grows with the work and not with its square.
 */
export const runEventSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("started"),
    epicId: z.string(),
    request: epicRequestSchema.omit({ description: true }),
    /** The description lies among the objects, by hash. */
    description: hashSchema,
    /** Persona names by level: levels run in order, the members of one may run at once. */
    plan: planSchema,
    /** What the configuration looked like, to notice when it changes before a resume. */
    configuration: hashSchema,
    program: z.string(),
    warnings: z.array(z.string()),
    parent: parentSchema.optional(),
    /** What was not spent again, since the reviews of the parent were taken along. */
    saved: z.array(expenseSchema).optional(),
  }),
  z.object({ kind: z.literal("began"), personas: z.array(personaNameSchema) }),
  z.object({ kind: z.literal("progressed"), persona: personaNameSchema, progress: z.string() }),
  z.object({
    kind: z.literal("reviewed"),
    persona: personaNameSchema,
    review: completedSchema.omit({ status: true }),
    /** What its attempts consumed; absent where nobody charges. */
    expenses: z.array(expenseSchema).optional(),
    /** What was not spent again, since the cache had the answer. */
    saved: z.array(expenseSchema).optional(),
    /** Personas that had reviewed without it although they come later: they are asked again. */
    outdated: z.array(personaNameSchema).optional(),
  }),
  z.object({
    kind: z.literal("failed"),
    persona: personaNameSchema,
    attempts: z.int().nonnegative(),
    error: workflowErrorSchema,
    expenses: z.array(expenseSchema).optional(),
  }),
  /** A person was asked and will answer later. */
  z.object({ kind: z.literal("waits"), persona: personaNameSchema, reason: z.string() }),
  z.object({ kind: z.literal("finished"), epic: hashSchema }),
  z.object({
    kind: z.literal("stopped"),
    status: z.enum(["failed", "cancelled", "waiting"]),
    /** Of attempts that were under way, or whose persona may be asked again. */
    expenses: z.array(expenseSchema).optional(),
  }),
  z.object({
    kind: z.literal("resumed"),
    owner: z.string(),
    /** Instead of what the request says, for the rest of the run. */
    cache: cachePolicySchema.optional(),
    allowStale: z.boolean().optional(),
    /** Instead of the limits of the request. */
    maxCost: limitsSchema.shape.maxCost,
    maxTokens: limitsSchema.shape.maxTokens,
    /** What was not spent again, since the run kept what its personas had said. */
    saved: z.array(expenseSchema).optional(),
    /** Who is asked again; whoever has not completed where absent, as older files have it. */
    personas: z.array(personaNameSchema).optional(),
  }),
  /** Something that was done, or given up, is asked again. */
  z.object({
    kind: z.literal("reopened"),
    owner: z.string(),
    why: z.enum(["retry", "rewind", "restart"]),
    personas: z.array(personaNameSchema),
    /** Id of the checkpoint of this run that the new branch of its history grows from. */
    from: z.string(),
    plan: planSchema,
    /** As in `started`, where everybody is asked under it. */
    under: z.object({ configuration: hashSchema, program: z.string() }).optional(),
    /** As in `resumed`. */
    cache: cachePolicySchema.optional(),
    allowStale: z.boolean().optional(),
    maxCost: limitsSchema.shape.maxCost,
    maxTokens: limitsSchema.shape.maxTokens,
    saved: z.array(expenseSchema).optional(),
  }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

export const checkpointSchema = z.object({
  schemaVersion: schemaVersionSchema,
  id: z.string(),
  taskId: z.string(),
  /** Counted from 1 within the run. */
  sequence: z.int().positive(),
  reason: checkpointReasonSchema,
  createdAt: z.iso.datetime(),
  event: runEventSchema,
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** The whole of a run: the `WorkflowState` of the source document. */
export const runStateSchema = z.object({
  schemaVersion: schemaVersionSchema,
  taskId: z.string(),
  epicId: z.string(),
  status: runStatusSchema,
  request: epicRequestSchema,
  /** The run and the checkpoint that a fork began at. */
  parent: parentSchema.pick({ taskId: true, checkpointId: true }).optional(),
  /** How often it was reopened; absent where it never was. */
  branch: z.int().positive().optional(),
  plan: planSchema,
  /** The persona at work, or the one that is next; empty once the run has finished. */
  currentPersona: z.string(),
  completedPersonas: z.array(personaNameSchema),
  personaStates: z.record(personaNameSchema, personaStateSchema),
  checkpoints: z.array(checkpointSchema.pick({ id: true, sequence: true, reason: true })),
  errors: z.array(workflowErrorSchema),
  /** What every attempt consumed that somebody charges for, in the order of their ends. */
  expenses: z.array(expenseSchema),
  /** The finished epic, by hash. */
  epic: hashSchema.optional(),
  metadata: z.object({
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    program: z.string(),
    configuration: hashSchema,
    warnings: z.array(z.string()),
  }),
});
export type RunState = z.infer<typeof runStateSchema>;

/** A run in one line, for lists. */
export const runSummarySchema = z.object({
  taskId: z.string(),
  epicId: z.string(),
  title: z.string(),
  status: runStatusSchema,
  mode: z.string(),
  project: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** The last checkpoint: what `epic resume` takes. */
  checkpointId: z.string(),
  sequence: z.int().positive(),
  /** The checkpoint that a fork began at. */
  parent: z.string().optional(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** A checkpoint, what it follows and what grew from it. */
export const historyStepSchema = checkpointSchema.extend({
  /** Of the same run, or of the one that it was forked from; absent where nothing came before. */
  parent: z.string().optional(),
  /** Runs that were forked there. */
  forks: z
    .array(
      runSummarySchema.pick({ taskId: true, epicId: true, title: true, status: true, mode: true }),
    )
    .optional(),
});
export type HistoryStep = z.infer<typeof historyStepSchema>;
