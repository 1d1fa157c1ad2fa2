import { z } from "zod";

import { schemaVersionSchema } from "./vocabulary.ts";

/** The life of a ticket, in order. */
export const ticketStateSchema = z.enum([
  "CREATED",
  "PLANNING",
  "APPROVED",
  "IN_PROGRESS",
  "REVIEW",
  "COMPLETE",
  "ARCHIVED",
]);
export type TicketState = z.infer<typeof ticketStateSchema>;

/** As in AEC-456, DASHBOARD-001 or FEATURE-XYZ: safe as the name of a folder and of a branch anywhere. */
export const ticketKeySchema = z
  .string()
  .max(64)
  .regex(/^[A-Z][A-Z0-9]+-[A-Z0-9]+$/, "must look like AEC-456");

/** As in TEAM-A or SHARED. Names of devices, such as CON, are refused by core/ticket-key.ts. */
export const teamNameSchema = z
  .string()
  .max(64)
  .regex(/^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/, "must look like TEAM-A");

/** What a ticket's folder holds besides its README. */
export const ticketDocumentSchema = z.enum([
  "FEATURE_REQUIREMENTS.md",
  "SYSTEM_DESIGN.md",
  "IMPLEMENTATION_PLAN.md",
  "COMPLETION_SUMMARY.md",
  "INDEX.md",
]);

/** Every file that `workflow init` writes, the README first because it says what the others are. */
export const TICKET_FILES = ["README.md", ...ticketDocumentSchema.options] as const;
export type TicketFile = (typeof TICKET_FILES)[number];

export const TITLE_LENGTH = 300;

export const ticketTitleSchema = z
  .string()
  .max(TITLE_LENGTH)
  .refine((title) => title.trim() !== "", "must not be empty or blank");

/** One step of a ticket's life: who moved it when, from null when it was opened. */
export const ticketEventSchema = z.object({
  at: z.iso.datetime(),
  from: ticketStateSchema.nullable(),
  to: ticketStateSchema,
  by: z.string().min(1),
});
export type TicketEvent = z.infer<typeof ticketEventSchema>;

/**
 * The front matter of a ticket's README: the one place where its state is kept. Keys of the team's
 * own are left alone.
 */
export const ticketSchema = z.object({
  schemaVersion: schemaVersionSchema,
  ticket: ticketKeySchema,
  title: ticketTitleSchema,
  state: ticketStateSchema,
  team: teamNameSchema.optional(),
  /** Id of the epic that the documents were filled from. */
  epic: z.string().min(1).optional(),
  createdAt: z.iso.datetime(),
  documents: z.array(ticketDocumentSchema).min(1),
  /** Oldest first; the last one led to `state`. */
  history: z.array(ticketEventSchema).min(1),
});
export type Ticket = z.infer<typeof ticketSchema>;
