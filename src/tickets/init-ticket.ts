import { EpicError } from "../core/errors.ts";
import { blockingIds } from "../core/ticket-ids.ts";
import { parseTeamName, parseTicketKey } from "../core/ticket-key.ts";
import { ticketPath } from "../core/ticket-path.ts";
import { alreadyExists, usedElsewhere } from "../core/ticket-refusals.ts";
import type { Clock } from "../ports/clock.ts";
import type { TicketFiles, TicketPlace } from "../ports/ticket-files.ts";
import type { TicketMemory } from "../ports/ticket-memory.ts";
import type { EpicResponse } from "../schema/epic.ts";
import {
  type Ticket,
  ticketDocumentSchema,
  ticketTitleSchema,
  TITLE_LENGTH,
} from "../schema/ticket.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { fillDocuments } from "./fill-documents.ts";
import { readFolder } from "./read-folder.ts";

export interface InitRequest {
  readonly key: string;
  readonly title?: string | undefined;
  readonly team?: string | undefined;
  /** Id of the epic whose reviews fill the documents. */
  readonly epic?: string | undefined;
  /** Replaces the documents of a ticket that is there. */
  readonly force: boolean;
  /** Who opens the ticket. */
  readonly author: string;
}

export interface InitParts {
  readonly files: TicketFiles;
  readonly memory: TicketMemory;
  readonly clock: Clock;
  readonly loadEpic: (id: string) => Promise<EpicResponse>;
}

/** What was done. Paths are relative to the project. */
export interface InitResult {
  readonly ticket: Ticket;
  readonly path: string;
  readonly documents: readonly string[];
  /** Documents that were there before. */
  readonly replaced: readonly string[];
  /** What else is in the folder, and stays. */
  readonly kept: readonly string[];
  /** The templates that are the project's own. */
  readonly ownTemplates: readonly string[];
  /** One sentence each, for people. */
  readonly warnings: readonly string[];
}

/**
 * Opens the folder of a ticket. Throws INVALID_INPUT for a key, team, title or template that is not
 * right and for a ticket that is there, NOT_FOUND for an unknown epic, STORAGE_ERROR where the disk
 * fails. Nothing is written then.
 */
export async function initTicket(request: InitRequest, parts: InitParts): Promise<InitResult> {
  const place = placeOf(request);
  checkTitle(request.title);
  const former = await formerTicket(place, request.force, parts.files);
  const epic = request.epic === undefined ? undefined : await parts.loadEpic(request.epic);
  const ticket = openRecord(request, place, { former, epic, clock: parts.clock });
  const filling = { files: parts.files, author: request.author, epic };
  const { documents, ownTemplates } = await fillDocuments(ticket, place, filling);
  const written = await parts.files.write(place, documents, { replace: request.force });
  await parts.memory.forget(place);
  return {
    ticket,
    path: ticketPath(place),
    documents: Object.keys(documents),
    ...written,
    ownTemplates,
    warnings: warningsOf(place, epic),
  };
}

function placeOf({ key, team }: InitRequest): TicketPlace {
  const checked = parseTicketKey(key);
  return team === undefined ? { key: checked } : { key: checked, team: parseTeamName(team) };
}

function checkTitle(title: string | undefined): void {
  if (title === undefined || ticketTitleSchema.safeParse(title).success) return;
  const problem =
    title.length > TITLE_LENGTH
      ? `has ${title.length} characters, more than the ${TITLE_LENGTH} allowed`
      : "is empty";
  throw new EpicError("INVALID_INPUT", `The title ${problem}`, {
    hint: 'say in a few words what the ticket is about, as in --title "Return an order online"',
  });
}

/** The record of the ticket that is to be replaced, if there is one that can be read. */
async function formerTicket(
  place: TicketPlace,
  force: boolean,
  files: TicketFiles,
): Promise<Ticket | undefined> {
  const folders = await files.list();
  const same = folders.filter((folder) => folder.place.key === place.key);
  const elsewhere = same.find((folder) => folder.place.team !== place.team);
  if (elsewhere) throw usedElsewhere(elsewhere.place);
  if (same.length > 0 && !force) throw alreadyExists(place);
  const [entry] = same.map(readFolder);
  return entry?.kind === "ticket" ? entry.ticket : undefined;
}

interface Origins {
  readonly former: Ticket | undefined;
  readonly epic: EpicResponse | undefined;
  readonly clock: Clock;
}

/** A replaced ticket begins anew and keeps its history. */
function openRecord(
  { title, author }: InitRequest,
  { key, team }: TicketPlace,
  { former, epic, clock }: Origins,
): Ticket {
  const now = new Date(clock.now()).toISOString();
  const { createdAt, history, state } = former ?? { createdAt: now, history: [], state: null };
  return {
    schemaVersion: SCHEMA_VERSION,
    ticket: key,
    title: title ?? givenTitle(key, former) ?? epicTitle(epic) ?? key,
    state: "CREATED",
    ...(team !== undefined && { team }),
    ...(epic && { epic: epic.epic.id }),
    createdAt,
    documents: [...ticketDocumentSchema.options],
    history: [...history, { at: now, from: state, to: "CREATED", by: author }],
    approvals: [],
    evidence: [],
    links: [],
    blocking: epic ? blockingIds(epic.epic) : [],
    waivers: [],
  };
}

/** A title that is only the key was not given by anybody. */
function givenTitle(key: string, former: Ticket | undefined): string | undefined {
  return former?.title === key ? undefined : former?.title;
}

function epicTitle(epic: EpicResponse | undefined): string | undefined {
  return epic?.epic.title.slice(0, TITLE_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}

function warningsOf({ key }: TicketPlace, epic: EpicResponse | undefined): string[] {
  const other = epic?.epic.metadata.ticket;
  if (!epic || other === undefined || other === key) return [];
  return [`The epic ${epic.epic.id} was made for ${other}, not for ${key}`];
}
