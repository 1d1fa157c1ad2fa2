import type { LikenessIndex } from "../../../src/rulebook/playbook/likeness.ts";
import { openPage, type Page } from "../../../src/rulebook/playbook/page.ts";
import { scopeSentences } from "../../../src/rulebook/playbook/scope.ts";
import { splitSentences } from "../../../src/rulebook/sentences.ts";
import {
  type Playbook,
  type PlaybookItem,
  playbookItemSchema,
  playbookSchema,
} from "../../../src/schema/playbook.ts";

export const pageOf = (text: string): Page => openPage(scopeSentences(splitSentences(text)));

export function item(id: string, rest: Partial<PlaybookItem> = {}): PlaybookItem {
  return playbookItemSchema.parse({
    id,
    persona: "architect",
    title: `Settle ${id.replaceAll("-", " ")}`,
    why: "It goes wrong otherwise.",
    done: "A test shows it.",
    type: "suggested",
    priority: "medium",
    effort: { mvp: [1, 2], standard: [1, 2], enterprise: [2, 3] },
    ...rest,
  });
}

const HITS = [
  "Members put a hold on a book and get a mail when it is ready. Holds lapse after three days.",
  "Book holds for the library. A member places a hold; the branch keeps the book on a shelf.",
];

/** A kind that is in no shipped file, so that the tests do not move with the knowledge. */
export function playbook(rest: Partial<Playbook> = {}): Playbook {
  return playbookSchema.parse({
    id: "hold",
    name: "Holds on books",
    core: ["place hold", "put hold", "book hold"],
    signs: [
      { terms: ["shelf", "branch"], weight: 2 },
      { terms: ["lapse", "ready"], weight: 1 },
    ],
    against: ["hold music"],
    slots: { reader: { kind: "person", words: { member: [], student: [] }, otherwise: "reader" } },
    items: [
      item("hold-queue"),
      item("hold-lapse"),
      item("hold-notice"),
      item("hold-shelf"),
      item("hold-limit"),
    ],
    hit: HITS,
    miss: ["Callers hear hold music.", "Hold the line, please. A hold is not a booking."],
    ...rest,
  });
}

/** An index that finds each of these playbooks in a text with the word "hold", and others in none. */
export function alike(playbooks: readonly Playbook[]): LikenessIndex {
  const others = Array.from({ length: 40 }, (_, at) => `other-${at}`);
  const found = playbooks.flatMap((_, at) => [at, 100]);
  return { ids: [...playbooks.map(({ id }) => id), ...others], postings: { hold: found } };
}
