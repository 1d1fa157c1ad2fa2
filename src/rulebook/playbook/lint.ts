import type { Playbook, PlaybookItem } from "../../schema/playbook.ts";
import { splitSentences } from "../sentences.ts";
import { speakingItems } from "./items.ts";
import { recogniseKinds } from "./recognise.ts";
import { scopeSentences } from "./scope.ts";
import { unknownSlots } from "./wording.ts";

/** Faults of the playbooks, each with the id where it lies and what to do; none when all is well. */
export function lintPlaybooks(
  playbooks: readonly Playbook[],
  citations: ReadonlySet<string>,
): readonly string[] {
  return [
    ...repeated(playbooks.map(({ id }) => id)).map((id) => `playbook ${id}: its id is used twice`),
    ...repeated(playbooks.flatMap(({ items }) => items.map(({ title }) => title))).map(
      (title) => `"${title}": two items have this title`,
    ),
    ...playbooks.flatMap((playbook) => [
      ...lintIds(playbook),
      ...playbook.items.flatMap((item) => lintItem(item, playbook, citations)),
      ...lintTexts(playbook),
      ...lintExamples(playbook, playbooks),
    ]),
  ];
}

function lintIds({ id, items, questions, stories }: Playbook): readonly string[] {
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
  { items }: Playbook,
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

function lintTexts({ items, questions, stories, slots }: Playbook): readonly string[] {
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

function lintExamples(playbook: Playbook, all: readonly Playbook[]): readonly string[] {
  const recognised = (text: string) => recogniseKinds(all, scopeSentences(splitSentences(text)));
  return [
    ...playbook.hit.flatMap((text) => {
      const sentences = scopeSentences(splitSentences(text));
      const found = recogniseKinds(all, sentences).find((kind) => kind.playbook.id === playbook.id);
      if (!found) return [`${playbook.id}: is not recognised in its hit ${start(text)}`];
      const spoken = speakingItems(found, sentences, () => true, "enterprise").length;
      return spoken >= 5 ? [] : [`${playbook.id}: says ${spoken} things on its hit ${start(text)}`];
    }),
    ...playbook.miss
      .filter((text) => recognised(text).some((kind) => kind.playbook.id === playbook.id))
      .map((text) => `${playbook.id}: is recognised in its miss ${start(text)}`),
  ];
}

/** Enough of a text to find it by. */
const start = (text: string): string => `"${text.slice(0, 50)}…"`;

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
