import { EpicError } from "../core/errors.ts";
import { sha256 } from "../core/hash.ts";
import { searchWords } from "../core/search-words.ts";
import type { SearchHit, SearchSource, TextSearch } from "../ports/text-search.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { TicketState } from "../schema/ticket.ts";
import { readAllTickets, type WholeTicket } from "./read-all.ts";

export interface SearchRequest {
  readonly words: string;
  readonly limit: number;
}

export interface TicketHit extends SearchHit {
  /** Of a ticket's document; absent for an epic. */
  readonly ticket?: string;
  readonly state?: TicketState;
}

export interface SearchResult {
  readonly hits: readonly TicketHit[];
  /** How many documents and epics were searched. */
  readonly searched: number;
  /** True where no text has all the words, and the hits have some of them. */
  readonly partial: boolean;
}

export interface SearchParts {
  readonly files: TicketFiles;
  readonly search: TextSearch;
  /** The epics of the project. */
  readonly epics: () => Promise<readonly SearchSource[]>;
}

/** Looks through all tickets and epics. Throws INVALID_INPUT where there is no word to look for. */
export async function searchTickets(
  { words: text, limit }: SearchRequest,
  { files, search, epics }: SearchParts,
): Promise<SearchResult> {
  const words = searchWords(text);
  if (words.length === 0) {
    throw new EpicError("INVALID_INPUT", `There is no word in ${JSON.stringify(text)}`, {
      hint: 'say what to look for, as in workflow search "return labels"',
    });
  }
  const tickets = (await readAllTickets(files)).filter((entry) => entry.kind === "ticket");
  const sources = [...tickets.flatMap(documentSources), ...(await epics())];
  await search.refresh(sources);
  const all = await search.find({ words, match: "all", limit });
  const partial = all.length === 0;
  const hits = partial ? await search.find({ words, match: "any", limit }) : all;
  const byPath = new Map(tickets.map((entry) => [entry.path, entry.ticket]));
  return {
    hits: hits.map((hit) => {
      const ticket = byPath.get(hit.id.replace(/\/[^/]*$/, ""));
      return Object.assign({}, hit, ticket && { ticket: ticket.ticket, state: ticket.state });
    }),
    searched: sources.length,
    partial: partial && hits.length > 0,
  };
}

type ReadTicket = Extract<WholeTicket, { readonly kind: "ticket" }>;

/** The front matter has no words that anybody looks for. */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/;
const MARKS = /<!--[\s\S]*?-->|\[\[fill:[^\]]*\]\]/g;

export function documentSources({ path, ticket, texts }: ReadTicket): readonly SearchSource[] {
  return Object.entries(texts).map(([name, text]) => ({
    id: `${path}/${name}`,
    hash: sha256(`${ticket.title}\n${text}`),
    read: async () => ({
      title: `${ticket.ticket} ${ticket.title}`,
      text: text.replace(FRONT_MATTER, "").replaceAll(MARKS, " "),
    }),
  }));
}
