import type { JudgeRequest } from "../../app/tickets.ts";
import type { CheckLevel } from "../../core/check/finding.ts";
import type { EvidenceKind } from "../../schema/ticket.ts";

// Written out, so that the declaration of a command loads no schema. A test holds them to it.

export const EVIDENCE_KINDS = [
  "branch",
  "code",
  "tests",
  "review",
  "merge",
  "deployment",
] as const satisfies readonly EvidenceKind[];

export const APPROVAL_NAMES = [
  "requirements",
  "design",
  "plan",
] as const satisfies readonly JudgeRequest["document"][];

export const CHECK_LEVEL_NAMES = [
  "error",
  "warning",
  "note",
] as const satisfies readonly CheckLevel[];
