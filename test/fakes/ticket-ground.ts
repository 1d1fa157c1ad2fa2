import { memorySignatures } from "../../src/adapters/memory/signatures.ts";
import { EpicError } from "../../src/core/errors.ts";
import { approvalSteps } from "../../src/core/ticket-approval.ts";
import type { Ground } from "../../src/core/ticket-evidence.ts";
import type { CodeHost } from "../../src/ports/code-host.ts";
import type { TicketParts } from "../../src/tickets/read-ground.ts";
import { CONFIG } from "./config.ts";

export const STEPS = approvalSteps(CONFIG.tickets.approvals);

/** Everybody is believed, and there is no repository. */
export const GROUND: Ground = {
  steps: STEPS,
  trust: () => undefined,
  now: Date.parse("2026-11-20T12:00:00.000Z"),
  code: undefined,
};

const refuse = async () => {
  throw new EpicError("NOT_FOUND", "There is no repository");
};

export const NO_REPOSITORY: CodeHost = {
  repository: async () => undefined,
  isAncestor: refuse,
  commits: refuse,
  changes: refuse,
  objects: refuse,
  startBranch: refuse,
};

/** Two people can sign: ann with key-ann, bob with key-bob. */
export const JUDGING: Omit<TicketParts, "files" | "clock"> = {
  rules: () => CONFIG.tickets,
  signatures: memorySignatures({ "key-ann": "ann@example.org", "key-bob": "bob@example.org" }),
  codeHost: NO_REPOSITORY,
};
