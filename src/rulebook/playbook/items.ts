import type { Playbook, PlaybookItem, Presupposition } from "../../schema/playbook.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import type { Recognition } from "./recognise.ts";
import { shows } from "./recognise.ts";
import type { ScopedSentence } from "./scope.ts";

/** An item that has something to say here, and the sentence that makes it do so. */
export interface Spoken {
  readonly playbook: Playbook;
  readonly item: PlaybookItem;
  readonly sentence: ScopedSentence;
}

/** What the description shows of each presupposition. */
export type Shown = (presupposition: Presupposition) => boolean;

type Conditional = Pick<PlaybookItem, "when" | "unless" | "presupposes">;

/** The items of a kind that this description calls for, in the order of the playbook. */
export function speakingItems(
  { playbook, evidence }: Recognition,
  sentences: readonly ScopedSentence[],
  shown: Shown,
  mode: ReviewMode,
): readonly Spoken[] {
  return playbook.items
    .filter(({ modes }) => modes === undefined || modes.includes(mode))
    .flatMap((item) => {
      const places = speaks(item, sentences, shown);
      if (places === undefined) return [];
      const sentence = places[0] ?? evidence[0];
      return sentence ? [{ playbook, item, sentence }] : [];
    });
}

/** The sentences that meet its conditions, one a group; undefined where it must be silent. */
export function speaks(
  { when, unless, presupposes }: Conditional,
  sentences: readonly ScopedSentence[],
  shown: Shown,
): readonly ScopedSentence[] | undefined {
  if (!presupposes.every(shown)) return undefined;
  const within = sentences.filter(({ scope }) => scope !== "excluded");
  if (unless.length > 0 && within.some(({ tokens }) => shows(unless, tokens))) return undefined;
  const wanted = sentences.filter(({ scope }) => scope === "wanted");
  const places = when.map((terms) => wanted.find(({ tokens }) => shows(terms, tokens)));
  return places.every((place) => place !== undefined) ? places : undefined;
}
