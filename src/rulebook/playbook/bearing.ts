import type { PlaybookItem } from "../../schema/playbook.ts";
import { isTelling } from "./likeness.ts";
import type { Page } from "./page.ts";
import { tellingStems } from "./ready.ts";
import type { ScopedSentence } from "./scope.ts";

/** How a description speaks of what an item speaks of. */
export interface Bearing {
  /** What of an item's words a text of this length uses by chance: a share to be above. */
  readonly chance: number;
  /** 0..1: how many of the words of the item the description uses. */
  readonly share: number;
  /**
   * The sentence that uses most of them, those that few others use above all; the first of equals.
   * None where no sentence uses three: two words in common show nothing.
   */
  readonly sentence: ScopedSentence | undefined;
}

const opened = new WeakMap<Page, (item: PlaybookItem) => Bearing>();

/** As `openBearing`, once for all personas that speak of a page. */
export function bearingOn(page: Page): (item: PlaybookItem) => Bearing {
  const known = opened.get(page) ?? openBearing(page);
  opened.set(page, known);
  return known;
}

/** Tells for every item of the kinds at hand how it bears on what is wanted. */
export function openBearing(page: Page): (item: PlaybookItem) => Bearing {
  const wanted = page.sentences.filter(({ scope }) => scope === "wanted");
  const words = wanted.map(
    ({ tokens }) => new Set(tokens.flatMap(({ lower, stem }) => (isTelling(lower) ? [stem] : []))),
  );
  const uses = new Map<string, number>();
  for (const stem of words.flatMap((stems) => [...stems])) {
    uses.set(stem, (uses.get(stem) ?? 0) + 1);
  }
  return (item) => {
    const own = item.telling ?? tellingStems(item);
    const shared = own.flatMap((stem) => {
      const used = uses.get(stem);
      return used === undefined ? [] : [{ stem, weight: 1 / used }];
    });
    const weights = words.map((stems) => {
      const used = shared.filter(({ stem }) => stems.has(stem));
      return used.length < LEAST_SHARED ? 0 : used.reduce((sum, { weight }) => sum + weight, 0);
    });
    const most = Math.max(0, ...weights);
    return {
      chance: chanceIn(uses.size),
      share: shared.length / Math.max(1, own.length),
      sentence: most === 0 ? undefined : wanted[weights.indexOf(most)],
    };
  };
}

const LEAST_SHARED = 3;

/** By the marks of strangers on 29 unseen texts: below it one item in ten fitted, above it one in four. */
const chanceIn = (words: number): number =>
  Math.min(0.15, Math.max(0, words - SHORT) * CHANCE_PER_WORD);

/** So few different words are in a short text that any of them in common says something. */
const SHORT = 25;
const CHANCE_PER_WORD = 0.002;
