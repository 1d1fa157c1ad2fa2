import { ticketDocumentSchema } from "../../schema/ticket.ts";
import type { Ticket, TicketEvent } from "../../schema/ticket.ts";
import { SCHEMA_VERSION } from "../../schema/words.ts";
import { writeEvent, writeTicket } from "../ticket-record.ts";
import { gatherRecord, type Gathered } from "./gather-record.ts";
import { orderHistory } from "./order-history.ts";
import { splitReadme } from "./split-record.ts";

export interface RepairFacts {
  readonly key: string;
  readonly team: string | undefined;
  /** As toISOString writes it. */
  readonly at: string;
  readonly by: string;
}

export interface Repaired {
  readonly text: string;
  /** What was wrong and what was done, sentences. */
  readonly notes: readonly string[];
}

/**
 * A README with a record that can be read, from one that cannot: after a merge, half of a writing or
 * an edit by hand. Whatever is not understood stays as a comment; the text below the record stays as
 * it is. Nothing is made up but what follows from the folder, and a beginning where none is left.
 */
export function repairReadme(text: string, facts: RepairFacts): Repaired {
  const { record, body, notes } = splitReadme(text);
  const found = gatherRecord(record);
  const { events, aside } = orderHistory(found.history);
  const [first = beginning(facts), ...later] = events;
  const history = [first, ...later] as const;
  const ticket = rebuild(found, { history, body }, facts);
  const kept = [
    ...found.own,
    ...aside.map((event) => `# set aside: ${writeEvent(event)}`),
    ...found.unread.map((line) => `# set aside: ${line.trim()}`),
  ];
  const lines = ["---", ...writeTicket(ticket).split("\n"), ...kept, "---", ...body];
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  return {
    text: mark + lines.join(/\r\n/.test(text) ? "\r\n" : "\n"),
    notes: [...notes, ...findings(found, aside, ticket, events.length === 0)],
  };
}

function beginning({ at, by }: RepairFacts): TicketEvent {
  return { at, from: null, to: "CREATED", by, evidence: "begun anew, since no history was left" };
}

interface Life {
  readonly history: readonly [TicketEvent, ...TicketEvent[]];
  readonly body: readonly string[];
}

function rebuild(found: Gathered, { history, body }: Life, facts: RepairFacts): Ticket {
  const [first] = history;
  const { key, team } = facts;
  return {
    schemaVersion: SCHEMA_VERSION,
    ticket: key,
    title: found.titles[0] ?? headingOf(body, key) ?? key,
    state: history.reduce((_before, event) => event).to,
    ...(team !== undefined && { team }),
    ...(found.epics.length > 0 && { epic: found.epics.at(-1) }),
    createdAt: found.births[0] ?? first.at,
    documents: found.documents.length > 0 ? [...found.documents] : ticketDocumentSchema.options,
    history: [...history],
    approvals: [...found.approvals],
    evidence: [...found.evidence],
    links: [...found.links],
    blocking: [...found.blocking],
    waivers: [...found.waivers],
  };
}

/** `# AEC-456: Returns` names the ticket as it was opened. */
function headingOf(body: readonly string[], key: string): string | undefined {
  const start = `# ${key}: `;
  const title = body
    .find((line) => line.startsWith(start))
    ?.slice(start.length)
    .trim();
  return title === "" ? undefined : title;
}

function findings(
  { states, unread }: Gathered,
  aside: readonly TicketEvent[],
  { state }: Ticket,
  isNew: boolean,
): readonly string[] {
  const said = states.filter((one) => one !== state);
  return [
    ...said.map((one) => `The state said ${one}, and the history leads to ${state}.`),
    ...aside.map(
      ({ from, to, by }) =>
        `The step of ${by} from ${from ?? "nothing"} to ${to} does not follow from those before: it is a comment now.`,
    ),
    ...unread.map((line) => `This could not be read and is a comment now: ${line.trim()}`),
    ...(isNew ? ["No history was left: it begins anew."] : []),
  ];
}
