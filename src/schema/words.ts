/*
 * What the contracts are made of and code needs without them: loading zod takes longer than a whole
 * review by the rulebook.
 */

/** The version of every contract of this folder. A breaking change of any of them raises it. */
export const SCHEMA_VERSION = "2.0";

/** The life of a ticket, in order. */
export const TICKET_STATES = [
  "CREATED",
  "PLANNING",
  "APPROVED",
  "IN_PROGRESS",
  "REVIEW",
  "COMPLETE",
  "ARCHIVED",
] as const;

/** Highest first. */
export const PRIORITIES = ["critical", "high", "medium", "low"] as const;
