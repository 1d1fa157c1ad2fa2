import { z } from "zod";

import { EpicError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import { cacheEntrySchema, cacheStatsSchema } from "../schema/cache.ts";
import { configSchema } from "../schema/config.ts";
import { epicDiffSchema } from "../schema/epic-diff.ts";
import { epicResponseSchema } from "../schema/epic.ts";
import { failureSchema, workflowErrorSchema } from "../schema/error.ts";
import { personaInputSchema, personaOutputSchema, reviewSchema } from "../schema/persona.ts";
import { personaRegistrationSchema } from "../schema/registration.ts";
import { epicRequestSchema } from "../schema/request.ts";
import { historyStepSchema, runStateSchema, runSummarySchema } from "../schema/run.ts";
import { runEstimateSchema, spendingReportSchema } from "../schema/spending.ts";
import { ticketSchema } from "../schema/ticket.ts";
import { workflowSchema } from "../schema/workflow.ts";

interface Contract {
  readonly about: string;
  readonly schema: z.ZodType;
  /** People and other programs write it, so what has a default may be left out. */
  readonly written?: true;
}

export const CONTRACTS: Readonly<Record<string, Contract>> = {
  EpicRequest: { about: "what --request takes", schema: epicRequestSchema, written: true },
  EpicResponse: { about: "what epic create --json prints", schema: epicResponseSchema },
  PersonaRegistration: {
    about: "what --persona takes",
    schema: personaRegistrationSchema,
    written: true,
  },
  PersonaInput: { about: "what a persona is given", schema: personaInputSchema },
  PersonaOutput: { about: "one persona's part of an epic", schema: personaOutputSchema },
  Review: { about: "what a persona says, without who ran it when", schema: reviewSchema },
  Config: { about: "a configuration file", schema: configSchema, written: true },
  Workflow: { about: "which personas review in a mode", schema: workflowSchema, written: true },
  RunState: { about: "what epic status --json prints", schema: runStateSchema },
  WorkflowState: { about: "another name of RunState", schema: runStateSchema },
  RunSummary: { about: "one line of epic list --json", schema: runSummarySchema },
  Checkpoint: { about: "one line of epic checkpoints --json", schema: historyStepSchema },
  EpicDiff: { about: "what epic diff --json prints", schema: epicDiffSchema },
  CacheEntry: { about: "an answer that is kept", schema: cacheEntrySchema },
  CacheStats: { about: "what epic cache stats --json prints", schema: cacheStatsSchema },
  RunEstimate: { about: "what epic create --estimate --json prints", schema: runEstimateSchema },
  SpendingReport: { about: "what epic cost --json prints", schema: spendingReportSchema },
  WorkflowError: { about: "a failure as a run remembers it", schema: workflowErrorSchema },
  Failure: { about: "what --json prints when a command fails", schema: failureSchema },
  Ticket: { about: "what workflow show --json prints", schema: ticketSchema },
};

/** The JSON Schema (draft 2020-12) of a contract; upper and lower case make no difference. */
export function jsonSchemaOf(name: string): object {
  const names = Object.keys(CONTRACTS);
  const known = names.find((each) => each.toLowerCase() === name.toLowerCase());
  const contract = known === undefined ? undefined : CONTRACTS[known];
  if (!contract) {
    throw new EpicError("NOT_FOUND", `No contract has the name "${name}"`, {
      hint: didYouMean(name, names) ?? "epic schema lists them",
    });
  }
  const { schema, written, about } = contract;
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: written ? "input" : "output",
    override: ({ jsonSchema }) => {
      // A file says only what differs from the defaults, so that none of its keys is required.
      if (schema === configSchema) delete jsonSchema.required;
    },
  });
  return { $schema, title: known, description: about, ...rest };
}
