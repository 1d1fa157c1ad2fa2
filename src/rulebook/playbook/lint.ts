import type { Playbook, PlaybookItem } from "../../schema/playbook.ts";
import { splitSentences } from "../sentences.ts";
import { openChances } from "./chance.ts";
import { speakingItems } from "./items.ts";
import { indexLikeness } from "./likeness-index.ts";
import { likenessOf, type LikenessIndex } from "./likeness.ts";
import { openPage, type Page } from "./page.ts";
import { recogniseKinds } from "./recognise.ts";
import { scopeSentences } from "./scope.ts";
import { unknownSlots } from "./wording.ts";

/** Faults of the playbooks, each with the id where it lies and what to do; none when all is well. */
export function lintPlaybooks(
  playbooks: readonly Playbook[],
  citations: ReadonlySet<string>,
  index: LikenessIndex = indexLikeness(playbooks),
): readonly string[] {
  return [
    ...repeated(playbooks.map(({ id }) => id)).map((id) => `playbook ${id}: its id is used twice`),
    ...repeated(playbooks.flatMap(({ items }) => items.map(({ title }) => title))).map(
      (title) => `"${title}": two items have this title`,
    ),
    ...playbooks.flatMap((playbook) => [
      ...lintAdvice(playbook, citations),
      ...lintExamples(playbook, playbooks, index),
    ]),
    ...lintChances(playbooks),
  ];
}

/** A kind vouches for the sense of its words; a genre is so wide that its conditions must do it. */
function lintChances(playbooks: readonly Playbook[]): readonly string[] {
  const chanceOf = openChances(playbooks);
  return playbooks
    .filter(({ genre }) => genre)
    .flatMap(({ id: owner, items }) =>
      items.flatMap((each) => {
        const chance = chanceOf(owner, each) ?? 0;
        return chance < MOST_BY_CHANCE
          ? []
          : [
              `${each.id}: its condition is met by ${(chance * 100).toFixed(1)} % of what is of another kind; name more closely what happens`,
            ];
      }),
    );
}

/** By the marks of a stranger on unseen texts: of what spoke by looser conditions, none was to the point. */
const MOST_BY_CHANCE = 0.01;

type Advising = Pick<Playbook, "id" | "items" | "questions" | "slots"> &
  Partial<Pick<Playbook, "stories">>;

/** Faults of what is said, wherever it stands. */
export function lintAdvice(advising: Advising, citations: ReadonlySet<string>): readonly string[] {
  return [
    ...lintIds(advising),
    ...advising.items.flatMap((item) => lintItem(item, advising, citations)),
    ...lintTexts(advising),
  ];
}

function lintIds({ id, items, questions, stories = [] }: Advising): readonly string[] {
  const parts = [...items, ...questions, ...stories].map((part) => part.id);
  return [
    ...repeated(parts).map((part) => `${part}: its id is used twice`),
    ...parts
      .filter((part) => !part.startsWith(`${id}-`))
      .map((part) => `${part}: its id must begin with ${id}-`),
  ];
}

function lintItem(
  { id, after, references, effort }: PlaybookItem,
  { items }: Advising,
  citations: ReadonlySet<string>,
): readonly string[] {
  const at = (wanted: string) => items.findIndex((item) => item.id === wanted);
  return [
    ...after
      .filter((wanted) => at(wanted) < 0 || at(wanted) >= at(id))
      .map((wanted) => `${id}: comes after ${wanted}, which is no earlier item of its playbook`),
    ...references
      .filter((reference) => !citations.has(reference))
      .map((reference) => `${id}: cites "${reference}", which is not in standards.yml`),
    ...(effort.mvp && effort.standard && effort.enterprise
      ? []
      : [`${id}: effort must be given for mvp, standard and enterprise`]),
  ];
}

function lintTexts({ items, questions, stories = [], slots }: Advising): readonly string[] {
  const texts: (readonly [string, string])[] = [
    ...items.flatMap(({ id, title, why, done }) =>
      [title, why, done].map((text) => [id, text] as const),
    ),
    ...questions.map(({ id, text }) => [id, text] as const),
    ...stories.flatMap(({ id, ...story }) =>
      Object.values(story).map((text) => [id, text] as const),
    ),
  ];
  return texts.flatMap(([id, text]) =>
    unknownSlots(text, slots).map((slot) => `${id}: ${slot} is no slot of its playbook`),
  );
}

function lintExamples(
  playbook: Playbook,
  all: readonly Playbook[],
  index: LikenessIndex,
): readonly string[] {
  const { id, genre, hit, miss } = playbook;
  const recognised = (page: Page, playbooks: readonly Playbook[]) =>
    recogniseKinds(
      likenessOf(page.sentences, index).flatMap(({ id: named, like }) =>
        playbooks.filter((other) => other.id === named).map((other) => ({ playbook: other, like })),
      ),
      page,
    );
  return [
    ...hit.flatMap((text) => {
      const page = pageOf(text);
      // By itself: another kind may rightly stand before it.
      const [found] = recognised(page, [playbook]);
      if (!found) return [`${id}: is not recognised in its hit ${start(text)}`];
      const said = speakingItems(playbook, found, {
        page,
        shown: () => true,
        mode: "enterprise",
      }).length;
      return genre || said >= LEAST_SAID
        ? []
        : [`${id}: says ${said} things on its hit ${start(text)}`];
    }),
    ...miss
      .filter((text) => recognised(pageOf(text), all).some((kind) => kind.playbook === playbook))
      .map((text) => `${id}: is recognised in its miss ${start(text)}`),
  ];
}

/** A kind that says less on a description of its own is not worth recognising; a genre waits for more words. */
const LEAST_SAID = 5;

export const pageOf = (text: string): Page => openPage(scopeSentences(splitSentences(text)));

/** Enough of a text to find it by. */
export const start = (text: string): string => `"${text.slice(0, 50)}…"`;

export function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
