import type { Estimation } from "../../schema/estimation.ts";
import type { Facet } from "../../schema/facet.ts";
import type { Playbook, PlaybookItem, Presuppositions } from "../../schema/playbook.ts";
import { isTelling } from "./likeness.ts";
import { readyTerm } from "./terms.ts";
import { tokenize } from "./tokens.ts";

// What the build works out once, so that no run reduces the same words to their stems again. Terms and
// items mean the same before and after.

export const readyTerms = (terms: readonly string[]): string[] => terms.map(readyTerm);

/** Names of one word are compared as they are written (recognise.ts), so they stay. */
const readyName = (term: string): string => (/^\p{L}+$/u.test(term) ? term : readyTerm(term));

export function readyPlaybook(playbook: Playbook): Playbook {
  const { core, signs, against } = playbook;
  return {
    ...readySaid(playbook),
    core: core.map(readyName),
    signs: signs.map(({ terms, weight }) => ({ terms: readyTerms(terms), weight })),
    against: readyTerms(against),
  };
}

export function readyFacet(facet: Facet): Facet {
  return {
    ...readySaid(facet),
    shown: facet.shown.map(readyTerms),
    except: readyTerms(facet.except),
  };
}

export function readyPresuppositions(presuppositions: Presuppositions): Presuppositions {
  return mapValues(presuppositions, (each) => ({ ...each, terms: readyTerms(each.terms) }));
}

export function readyEstimation(estimation: Estimation): Estimation {
  const conflicts = estimation.conflicts.map((conflict) => {
    if (!conflict.shown) return conflict;
    const [one, other] = conflict.shown;
    return Object.assign({}, conflict, { shown: [readyTerms(one), readyTerms(other)] });
  });
  return { ...estimation, conflicts };
}

function readySaid<T extends Pick<Playbook, "slots" | "items" | "questions">>(said: T): T {
  return {
    ...said,
    slots: mapValues(said.slots, (slot) => ({ ...slot, words: mapValues(slot.words, readyTerms) })),
    items: said.items.map((item) =>
      Object.assign(readyConditions(item), { telling: tellingStems(item) }),
    ),
    questions: said.questions.map(readyConditions),
  };
}

function readyConditions<T extends Pick<PlaybookItem, "when" | "together" | "unless">>(
  conditional: T,
): T {
  const { when, together, unless } = conditional;
  return {
    ...conditional,
    when: when.map(readyTerms),
    together: together.map(readyTerms),
    unless: readyTerms(unless),
  };
}

function mapValues<K extends string, V>(
  record: Readonly<Record<K, V>>,
  change: (value: V) => V,
): Record<K, V> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same keys as before
  return Object.fromEntries(
    Object.entries<V>(record).map(([key, value]) => [key, change(value)]),
  ) as Record<K, V>;
}

/** The words of an item that say what it is about, by their stems. */
export function tellingStems({ title, why, done }: PlaybookItem): string[] {
  const tokens = tokenize(`${title} ${why} ${done}`);
  return [...new Set(tokens.flatMap(({ lower, stem }) => (isTelling(lower) ? [stem] : [])))];
}
