import { type MergedDocument, mergeDocument } from "../core/merge-document.ts";
import { fillTemplate } from "../core/template.ts";
import type { ApprovalStep } from "../core/ticket-approval.ts";
import {
  type NumberBook,
  numberBook,
  numbersIn,
  readNumbers,
  writeNumbers,
} from "../core/ticket-numbers.ts";
import { outlineTicket } from "../core/ticket-outline.ts";
import type { Memory, TicketMemory } from "../ports/ticket-memory.ts";
import type { EpicResponse } from "../schema/epic.ts";
import { ticketValues } from "./documents/ticket-values.ts";
import type { FoundTicket } from "./find-ticket.ts";
import type { TicketParts } from "./read-ground.ts";

/** A document as it is to be, and what it was made from. */
export interface Regenerated extends MergedDocument {
  /** Undefined where it is not there. */
  readonly before: string | undefined;
  /** Without what people wrote. */
  readonly fresh: string;
  /** As the memory keeps them. */
  readonly numbers: string;
}

export interface PlanParts extends TicketParts {
  readonly memory: TicketMemory;
  readonly loadEpic: (id: string) => Promise<EpicResponse>;
}

interface Source {
  readonly found: FoundTicket;
  readonly epic: EpicResponse;
  readonly author: string;
}

/** Puts what the epic says into a document, and leaves what people wrote. Ids stay what they were. */
export async function regenerate(
  { document }: ApprovalStep,
  { found, epic, author }: Source,
  parts: PlanParts,
): Promise<Regenerated> {
  const { ticket, texts, place } = found;
  const memory = await parts.memory.read(place);
  const former = await formerEpic(found, epic, memory, parts);
  const template = await parts.files.template(document);
  const write = (response: EpicResponse | undefined, book: NumberBook) =>
    fillTemplate(template, ticketValues(ticket, author, response, book));
  const book = bookFor(found, memory, former);
  const fresh = write(epic, book);
  const before = texts[document];
  const base = memory.documents[document] ?? write(former, numberBook());
  const merged =
    before === undefined
      ? { text: fresh, conflicts: [] }
      : mergeDocument({ base, own: before, fresh });
  return { ...merged, before, fresh, numbers: writeNumbers(book.numbers()) };
}

/** What `workflow init` filled the documents from, where nothing else is remembered of them. */
async function formerEpic(
  { ticket }: FoundTicket,
  epic: EpicResponse,
  memory: Memory,
  { loadEpic }: PlanParts,
): Promise<EpicResponse | undefined> {
  if (ticket.epic === undefined || memory.numbers !== "") return undefined;
  return ticket.epic === epic.epic.id ? epic : await loadEpic(ticket.epic).catch(() => undefined);
}

function bookFor(
  { texts }: FoundTicket,
  { numbers }: Memory,
  former: EpicResponse | undefined,
): NumberBook {
  const taken = Object.values(texts).flatMap(numbersIn);
  if (numbers !== "" || !former) return numberBook(readNumbers(numbers), taken);
  const first = numberBook();
  outlineTicket(former.epic, first);
  return numberBook(first.numbers(), taken);
}
