import { z } from "zod";

import { hashSchema, roleSchema, schemaVersionSchema } from "./vocabulary.ts";
import { TICKET_STATES } from "./words.ts";

export const ticketStateSchema = z.enum(TICKET_STATES);
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
  /** What the step rested on, for people; absent in what older versions wrote. */
  evidence: z.string().min(1).optional(),
});
export type TicketEvent = z.infer<typeof ticketEventSchema>;

/** What people approve before the work begins, in the order in which they do. */
export const approvableSchema = ticketDocumentSchema.extract([
  "FEATURE_REQUIREMENTS.md",
  "SYSTEM_DESIGN.md",
  "IMPLEMENTATION_PLAN.md",
]);
export type Approvable = z.infer<typeof approvableSchema>;

/** What somebody in a role said of a document as it was then. */
export const approvalSchema = z.object({
  document: approvableSchema,
  verdict: z.enum(["approved", "rejected"]),
  role: roleSchema,
  /** sha256 of the document with line feeds as line endings: an edit voids the approval. */
  hash: hashSchema,
  at: z.iso.datetime(),
  by: z.string().min(1),
  reason: z.string().min(1).optional(),
  /** Of core/approval-statement.ts by ssh-keygen, in Base64 without its first and last line. */
  signature: z
    .string()
    .regex(/^[A-Za-z0-9+/]+=*$/, "must be Base64")
    .optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** What happens outside the documents. */
export const evidenceKindSchema = z.enum([
  "branch",
  "code",
  "tests",
  "review",
  "merge",
  "deployment",
]);
export type EvidenceKind = z.infer<typeof evidenceKindSchema>;

export const evidenceRecordSchema = z.object({
  kind: evidenceKindSchema,
  /** A link or a name that lets others look it up. */
  note: z.string().min(1).max(TITLE_LENGTH),
  at: z.iso.datetime(),
  by: z.string().min(1),
});
export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>;

/** As in FR-1, NFR-12 or AC-3. */
export const requirementIdSchema = z
  .string()
  .regex(/^[A-Z]{1,8}-[0-9]{1,6}$/, "must look like FR-1");

/** A file or folder of the code, from the top of the repository, with slashes on every system. */
export const codePathSchema = z
  .string()
  .min(1)
  .max(1000)
  .regex(
    /^(?!\/|[A-Za-z]:)(?!(?:.*\/)?\.{1,2}(?:\/|$))[^\p{Cc}\\]+(?<!\/)$/u,
    "must be a path from the top of the repository, such as src/returns.ts",
  );

/** What of the code belongs to the ticket. */
export const linkSchema = z.object({
  path: codePathSchema,
  /** A name in the file. */
  symbol: z.string().min(1).max(TITLE_LENGTH).optional(),
  /** What it carries out or tests; the ticket as a whole where absent. */
  requirement: requirementIdSchema.optional(),
  /** What was checked out then; absent outside of a repository. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/, "must be the hash of a commit")
    .optional(),
  at: z.iso.datetime(),
  by: z.string().min(1),
});
export type Link = z.infer<typeof linkSchema>;

/** Somebody answers for leaving a blocking recommendation open until a day. */
export const waiverSchema = z.object({
  recommendation: z.string().min(1),
  reason: z.string().min(1).max(TITLE_LENGTH),
  /** The last day on which it holds, in UTC. */
  until: z.iso.date(),
  at: z.iso.datetime(),
  by: z.string().min(1),
});
export type Waiver = z.infer<typeof waiverSchema>;

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
  /** Oldest first; the last one of a document counts. */
  approvals: z.array(approvalSchema).default([]),
  evidence: z.array(evidenceRecordSchema).default([]),
  links: z.array(linkSchema).default([]),
  /** Ids of the epic's blocking recommendations. */
  blocking: z.array(z.string().min(1)).default([]),
  /** Oldest first; the last one of a recommendation counts. */
  waivers: z.array(waiverSchema).default([]),
});
export type Ticket = z.infer<typeof ticketSchema>;
