import { readDescription } from "../../../src/rulebook/detect.ts";
import type { LikenessIndex } from "../../../src/rulebook/playbook/likeness.ts";
import { openPage, type Page } from "../../../src/rulebook/playbook/page.ts";
import { writePostings } from "../../../src/rulebook/playbook/postings.ts";
import { openScene } from "../../../src/rulebook/playbook/scene.ts";
import { scopeSentences } from "../../../src/rulebook/playbook/scope.ts";
import { splitSentences } from "../../../src/rulebook/sentences.ts";
import { type Facet, facetSchema } from "../../../src/schema/facet.ts";
import {
  type Playbook,
  type PlaybookItem,
  playbookItemSchema,
  playbookSchema,
} from "../../../src/schema/playbook.ts";
import { shipped } from "../../fakes/shipped-epic.ts";

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

/** A facet that is in no shipped file. */
export function facet(rest: Partial<Facet> = {}): Facet {
  return facetSchema.parse({
    id: "mail",
    name: "Mails to people",
    shown: [
      ["mail", "letter"],
      ["get", "send"],
    ],
    items: [item("mail-bounce", { persona: "devops-engineer", title: "Watch what bounces" })],
    hit: ["They get a mail.", "We send a letter."],
    miss: ["The mail is slow. They get a book."],
    ...rest,
  });
}

/** The one with that id; a fault of the test where there is none. */
function byId<T extends { id: string }>(all: readonly T[], id: string): T {
  const found = all.find((each) => each.id === id);
  if (found) return found;
  throw new Error(`nothing is known of ${id}`);
}

/** A scene in which only these playbooks and facets are known. */
export function sceneWith(text: string, playbooks: readonly Playbook[], facets: readonly Facet[]) {
  return openScene(
    readDescription(text, shipped),
    { likeness: alike(playbooks), facets, presuppositions: shipped.presuppositions },
    {
      loadPlaybook: (id) => byId(playbooks, id),
      loadFacet: (id) => byId(facets, id),
    },
  );
}

/** An index that finds each of these playbooks in a text with the word "hold", and others in none. */
export function alike(playbooks: readonly Playbook[]): LikenessIndex {
  const others = Array.from({ length: 80 }, (_, at) => `other-${at}`);
  const found = playbooks.map((_, at) => [at, 100] as const);
  return {
    ids: [...playbooks.map(({ id }) => id), ...others],
    postings: writePostings([["hold", found]]),
  };
}
