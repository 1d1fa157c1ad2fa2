import { z } from "zod";

import {
  type Approval,
  approvalSchema,
  type EvidenceRecord,
  evidenceRecordSchema,
  type Link,
  linkSchema,
  type Ticket,
  ticketDocumentSchema,
  type TicketEvent,
  ticketEventSchema,
  ticketSchema,
  ticketTitleSchema,
  type Waiver,
  waiverSchema,
} from "../../schema/ticket.ts";
import { canonicalJson } from "../canonical-json.ts";
import { membersOf, type Piece, readPieces, type Reading, scalarOf } from "./read-pieces.ts";

/** Everything of a broken record that can be understood, and all else as it stands there. */
export interface Gathered {
  readonly titles: readonly string[];
  readonly states: readonly string[];
  readonly births: readonly string[];
  readonly epics: readonly string[];
  readonly documents: Ticket["documents"];
  readonly history: readonly TicketEvent[];
  readonly approvals: readonly Approval[];
  readonly evidence: readonly EvidenceRecord[];
  readonly links: readonly Link[];
  readonly waivers: readonly Waiver[];
  readonly blocking: readonly string[];
  /** Comments, and keys of the team's own with what belongs to them. */
  readonly own: readonly string[];
  /** Lines that say nothing anybody could use, or what another line says already. */
  readonly unread: readonly string[];
}

export function gatherRecord(lines: readonly string[]): Gathered {
  const { pieces, others } = readPieces(lines);
  const foreign = ownKeys(pieces);
  const ours = pieces.filter(({ key }) => KNOWN.has(key));
  // A member is known by what it says: the line of its key may be the one that was lost.
  const members = ours.filter(({ key }) => !SCALARS.has(key)).flatMap(membersOf);
  const strays = ours.filter(({ key }) => SCALARS.has(key)).flatMap(strayMembersOf);
  const pool = [...members, ...strays];
  const names = ours.filter(({ key }) => key === "blocking").flatMap(membersOf);
  const one = (key: string, schema: z.ZodType<string>) =>
    understand(ours.filter((piece) => piece.key === key).map(scalarOf), schema);
  const titles = one("title", ticketTitleSchema);
  const scalars = {
    states: one("state", ticketSchema.shape.state),
    births: one("createdAt", z.iso.datetime()),
    epics: one("epic", z.string().min(1)),
  };
  const lists = {
    documents: understand(pool, ticketDocumentSchema),
    history: understand(pool, ticketEventSchema),
    approvals: understand(pool, approvalSchema),
    evidence: understand(pool, evidenceRecordSchema),
    links: understand(pool, linkSchema),
    waivers: understand(pool, waiverSchema),
    blocking: understand(names, z.string().min(1)),
  };
  const used = new Set(Object.values(lists).flatMap((list) => list.lines));
  return {
    titles: titles.values,
    states: scalars.states.values,
    births: scalars.births.values.toSorted(),
    epics: scalars.epics.values,
    documents: lists.documents.values,
    history: lists.history.values,
    approvals: lists.approvals.values,
    evidence: lists.evidence.values,
    links: lists.links.values,
    waivers: lists.waivers.values,
    blocking: lists.blocking.values,
    own: [...others.filter((line) => line.startsWith("#")), ...foreign.kept],
    unread: [
      ...others.filter((line) => !line.startsWith("#")),
      ...pool.filter(({ line, value }) => value !== null && !used.has(line)).map(lineOf),
      ...[titles, ...Object.values(scalars)].flatMap(({ rest }) => rest),
      ...titles.values.slice(1).map((title) => `title: ${title}`),
      ...foreign.twice,
    ],
  };
}

const KNOWN: ReadonlySet<string> = new Set(Object.keys(ticketSchema.shape));
const SCALARS: ReadonlySet<string> = new Set(
  "schemaVersion ticket team title state epic createdAt".split(" "),
);

/** What stands below a key that has one value. */
function strayMembersOf({ key, lines: [, ...rest] }: Piece): readonly Reading[] {
  return membersOf({ key, lines: [`${key}:`, ...rest] }).filter(({ value }) => value !== null);
}

function lineOf({ line }: Reading): string {
  return line;
}

interface Understood<T> {
  readonly values: T[];
  /** Of those values. */
  readonly lines: readonly string[];
  /** Of what has another value. */
  readonly rest: readonly string[];
}

/** What is there twice is one thing: Git leaves both sides of what they agree on. */
function understand<T>(readings: readonly Reading[], schema: z.ZodType<T>): Understood<T> {
  const values = new Map<string, T>();
  const lines: string[] = [];
  const rest: string[] = [];
  for (const { line, value } of readings) {
    const result = schema.safeParse(value);
    if (result.success) {
      values.set(canonicalJson(result.data), result.data);
      lines.push(line);
    } else if (value !== null) rest.push(line);
  }
  return { values: [...values.values()], lines, rest };
}

/** Keys that are not ours stay; a second one of the same name would make the record unreadable. */
function ownKeys(pieces: readonly Piece[]) {
  const foreign = pieces.filter(({ key }) => !KNOWN.has(key));
  const isFirst = ({ key }: Piece, index: number) =>
    foreign.findIndex((other) => other.key === key) === index;
  return {
    kept: foreign.filter(isFirst).flatMap(({ lines }) => lines),
    twice: foreign.filter((piece, index) => !isFirst(piece, index)).flatMap(({ lines }) => lines),
  };
}
