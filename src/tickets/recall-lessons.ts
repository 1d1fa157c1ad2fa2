import { hasReached } from "../core/check/finding.ts";
import { sectionOf } from "../core/document-section.ts";
import { tellingWords } from "../core/search-words.ts";
import type { TextSearch } from "../ports/text-search.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { Lesson } from "../schema/request.ts";
import { readAllTickets, type WholeTicket } from "./read-all.ts";
import { documentSources } from "./search-tickets.ts";

export interface RecallParts {
  readonly files: TicketFiles;
  /** An index for this alone. */
  readonly search: TextSearch;
}

const SUMMARY = "COMPLETION_SUMMARY.md";
const MOST = 3;
const WORDS = 40;
const HITS = 100;
/** Of the words that say most about a description, this share has to be in the other ticket too. */
const SHARE = 0.2;

/** What was learnt from the tickets that are done and most like a description, the likest first. */
export async function recallLessons(
  description: string,
  { files, search }: RecallParts,
): Promise<readonly Lesson[]> {
  const done = (await readAllTickets(files)).filter(isDone).filter((one) => lessonIn(one) !== "");
  const words = tellingWords(description, WORDS);
  await search.refresh(done.flatMap(documentSources));
  const hits = await search.find({ words, match: "any", limit: HITS });
  const paths = [...new Set(hits.map(({ id }) => id.replace(/\/[^/]*$/, "")))];
  const likest = paths.flatMap((path) => done.find((one) => one.path === path) ?? []);
  return likest
    .filter((entry) => isLike(entry, words))
    .slice(0, MOST)
    .map((entry) => ({
      ticket: entry.ticket.ticket,
      title: entry.ticket.title,
      source: `${entry.path}/${SUMMARY}`,
      text: lessonIn(entry),
    }));
}

type DoneTicket = Extract<WholeTicket, { readonly kind: "ticket" }>;

function isDone(entry: WholeTicket): entry is DoneTicket {
  return entry.kind === "ticket" && hasReached(entry.ticket.state, "COMPLETE");
}

/** Lines that somebody wrote; what is still to be filled teaches nothing. */
function lessonIn({ texts }: DoneTicket): string {
  const lines = sectionOf(texts[SUMMARY] ?? "", "What we learnt").split("\n");
  return lines
    .filter((line) => line.trim() !== "" && !line.includes("[[fill:"))
    .join("\n")
    .slice(0, 2000);
}

function isLike({ ticket, texts }: DoneTicket, words: readonly string[]): boolean {
  const own = new Set(
    tellingWords([ticket.title, ...Object.values(texts)].join("\n"), Number.POSITIVE_INFINITY),
  );
  const common = words.filter((word) => own.has(word)).length;
  return common >= Math.max(2, words.length * SHARE);
}
