import { EpicError } from "../core/errors.ts";
import type { DocumentConflict } from "../core/merge-document.ts";
import { lacks } from "../core/planning-stage.ts";
import { type ApprovalName, type ApprovalStep, lastApprovals } from "../core/ticket-approval.ts";
import type { TicketChange } from "../core/ticket-change.ts";
import type { Ground } from "../core/ticket-evidence.ts";
import { blockingIds } from "../core/ticket-ids.ts";
import { unifiedDiff } from "../core/unified-diff.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { Ticket } from "../schema/ticket.ts";
import { findTicket, type FoundTicket } from "./find-ticket.ts";
import { chooseStep, nothingNew, refuseLate } from "./planning-turn.ts";
import { readGround } from "./read-ground.ts";
import { type PlanParts, regenerate, type Regenerated } from "./regenerate.ts";
import { saveChange } from "./save-change.ts";

export interface PlanRequest {
  readonly key: string;
  /** Id of the epic whose reviews speak; the ticket's own where absent. */
  readonly epic?: string | undefined;
  /** Instead of the one that is next. */
  readonly document?: ApprovalName | undefined;
  /** Only look. */
  readonly dryRun: boolean;
  readonly author: string;
}

export interface PlanResult {
  readonly ticket: Ticket;
  readonly document: ApprovalName;
  /** Relative to the project. */
  readonly path: string;
  readonly epic: string;
  /** What changed, as a patch; empty where nothing did. */
  readonly diff: string;
  readonly conflicts: readonly DocumentConflict[];
  /** Approvals that the change made void, phrases. */
  readonly voided: readonly string[];
  /** What the document still lacks before the next one can be planned, phrases. */
  readonly lacks: readonly string[];
}

/**
 * Writes the document that is next from the reviews of an epic, around what people wrote in it. Throws
 * WAITING where the one before it is not agreed on, or nothing new is to be written; ILLEGAL_TRANSITION
 * where the work has begun; INVALID_INPUT without an epic; and as findTicket and loadEpic do.
 */
export async function planTicket(request: PlanRequest, parts: PlanParts): Promise<PlanResult> {
  const found = await findTicket(request.key, parts.files);
  refuseLate(found.ticket);
  const epic = await epicFor(request, found.ticket, parts);
  const ground = await readGround(found.ticket, parts);
  const isNew = found.ticket.epic !== epic.epic.id;
  // Another epic may ask for something else altogether: planning begins anew.
  const wanted = request.document ?? (isNew ? "requirements" : undefined);
  const step = chooseStep(found, ground, wanted);
  const written = await regenerate(step, { found, epic, author: request.author }, parts);
  const isChange = written.text !== written.before || isNew || found.ticket.state === "CREATED";
  if (!isChange) throw nothingNew(step, found, ground);
  const change = changeFor(found.ticket, { ground, epic, isNew, step, author: request.author });
  const ticket = request.dryRun
    ? found.ticket
    : await save({ found, step, written, change }, parts);
  const after = {
    ticket,
    texts: { ...found.texts, [step.document]: written.text },
  };
  return {
    ticket,
    document: step.name,
    path: `${found.path}/${step.document}`,
    epic: epic.epic.id,
    diff: unifiedDiff(step.document, written.before ?? "", written.text),
    conflicts: written.conflicts,
    voided: voidedBy(step, found, written),
    lacks: lacks(step.name, after, ground),
  };
}

async function epicFor(
  { epic }: PlanRequest,
  ticket: Ticket,
  { loadEpic }: PlanParts,
): Promise<EpicResponse> {
  const id = epic ?? ticket.epic;
  if (id !== undefined) return await loadEpic(id);
  throw new EpicError("INVALID_INPUT", `${ticket.ticket} has no epic to plan from`, {
    hint: `name one, as in --epic latest, or describe it: workflow plan ${ticket.ticket} "Customers can return an order online"`,
  });
}

interface Change {
  readonly ground: Ground;
  readonly epic: EpicResponse;
  readonly isNew: boolean;
  readonly step: ApprovalStep;
  readonly author: string;
}

/** Planning opens a ticket, and takes one back that was approved for something else. */
function changeFor(
  { state, blocking: was }: Ticket,
  { ground, epic, isNew, step, author }: Change,
): TicketChange | undefined {
  const blocking = blockingIds(epic.epic);
  const origin = isNew && {
    epic: epic.epic.id,
    ...((blocking.length > 0 || was.length > 0) && { blocking }),
  };
  if (state === "PLANNING") return origin || undefined;
  const at = new Date(ground.now).toISOString();
  const evidence = `${step.document} from ${epic.epic.id}`;
  const event = { at, from: state, to: "PLANNING" as const, by: author, evidence };
  return { ...origin, state: "PLANNING", history: [event] };
}

/** The document first: whatever is cut short after it, the next planning finds its lines. */
async function save(
  {
    found,
    step,
    written,
    change,
  }: {
    readonly found: FoundTicket;
    readonly step: ApprovalStep;
    readonly written: Regenerated;
    readonly change: TicketChange | undefined;
  },
  { files, memory }: PlanParts,
): Promise<Ticket> {
  const { place } = found;
  const { document } = step;
  if (written.before === undefined) {
    await files.write(place, { [document]: written.text }, { replace: true });
  } else if (written.text !== written.before) {
    await files.update(place, document, { before: written.before, after: written.text });
  }
  await memory.write(place, {
    documents: { [document]: written.fresh },
    numbers: written.numbers,
  });
  return change ? await saveChange(found, change, files) : found.ticket;
}

function voidedBy(step: ApprovalStep, found: FoundTicket, written: Regenerated): string[] {
  if (written.text === written.before) return [];
  return lastApprovals(step, found.ticket)
    .filter(({ verdict }) => verdict === "approved")
    .map(({ by, role, at }) => `${by} approved it as ${role} on ${at.slice(0, 10)}`);
}
