import type { Playbook, PlaybookItem, Presupposition } from "../../schema/playbook.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import type { Hit, Page } from "./page.ts";
import type { Recognition } from "./recognise.ts";
import type { ScopedSentence } from "./scope.ts";

/** An item that has something to say here, and what in the description makes it do so. */
export interface Spoken {
  readonly item: PlaybookItem;
  /** The words that meet its own conditions; none where the kind itself is enough. */
  readonly hits: readonly Hit[];
  readonly sentence: ScopedSentence;
}

/** Whether the description shows what is taken for granted. */
export type Shown = (presupposition: Presupposition) => boolean;

/** What conditions are tested against. */
export interface Surroundings {
  readonly page: Page;
  readonly shown: Shown;
  /** Only here may the words of a condition stand; anywhere where it is missing. */
  readonly near?: ReadonlySet<ScopedSentence> | undefined;
}

interface Asked {
  readonly mode: ReviewMode;
  /** Whose items; everybody's where it is missing. */
  readonly persona?: string;
}

type Conditional = Pick<PlaybookItem, "when" | "together" | "unless" | "presupposes">;

/** The items of a kind that this description calls for, in the order of the playbook. */
export function speakingItems(
  playbook: Pick<Playbook, "items">,
  { evidence }: Pick<Recognition, "evidence">,
  { page, shown, near, mode, persona }: Surroundings & Asked,
): readonly Spoken[] {
  return playbook.items
    .filter(({ modes }) => modes === undefined || modes.includes(mode))
    .filter((item) => persona === undefined || item.persona === persona)
    .flatMap((item) => {
      const hits = meets(item, { page, shown, near });
      const sentence = evidence[0];
      return hits && sentence ? [{ item, hits, sentence }] : [];
    });
}

/** The words that meet its conditions, one place a group; undefined where it must be silent. */
export function meets(
  { when, together, unless, presupposes }: Conditional,
  { page, shown, near }: Surroundings,
): readonly Hit[] | undefined {
  if (!presupposes.every(shown) || page.find(unless).length > 0) return undefined;
  const counts = countingIn(near);
  const [joined] = together.length > 0 ? joinedIn(together, page, counts) : [[]];
  const hits = when.map((terms) => page.find(terms).find(counts));
  return joined && hits.every((hit) => hit !== undefined) ? [...joined, ...hits] : undefined;
}

/** How much of a text is about what an item asks for. */
export interface Dwelling {
  /** Sentences that show what must stand together, or its rarest condition beside it, if fewer do. */
  readonly whole: number;
  /** Sentences that show a group of its conditions, of the group that fewest do. */
  readonly least: number;
}

export function dwellingOn(
  { when, together }: Pick<PlaybookItem, "when" | "together">,
  { page, near }: Pick<Surroundings, "page" | "near">,
): Dwelling {
  const counts = countingIn(near);
  const sentencesOf = (terms: readonly string[]): number =>
    new Set(
      page
        .find(terms)
        .filter(counts)
        .map(({ sentence }) => sentence),
    ).size;
  const beside = when.map(sentencesOf);
  const joined = together.length > 0 ? [joinedIn(together, page, counts).length] : [];
  return {
    whole: fewest([...joined, ...beside]),
    least: fewest([...together.map(sentencesOf), ...beside]),
  };
}

const fewest = (numbers: readonly number[]): number =>
  numbers.length > 0 ? Math.min(...numbers) : 0;

const countingIn =
  (near: Surroundings["near"]) =>
  ({ sentence }: Hit): boolean =>
    sentence.scope === "wanted" && (near?.has(sentence) ?? true);

/** By sentence that has them all: one hit of each group, at places of their own. */
function joinedIn(
  groups: readonly (readonly string[])[],
  page: Page,
  counts: (hit: Hit) => boolean,
): readonly (readonly Hit[])[] {
  const found = groups.map((terms) => page.find(terms).filter(counts));
  const sentences = new Set(found.flat().map(({ sentence }) => sentence));
  return [...sentences].flatMap((sentence) => {
    const here = found.map((hits) => hits.filter((hit) => hit.sentence === sentence));
    const joined = joinOne(here, []);
    return joined ? [joined] : [];
  });
}

function joinOne(
  groups: readonly (readonly Hit[])[],
  chosen: readonly Hit[],
): readonly Hit[] | undefined {
  const [group, ...rest] = groups;
  if (!group) return chosen;
  for (const hit of group) {
    if (!chosen.every((one) => isApart(one, hit))) continue;
    const joined = joinOne(rest, [...chosen, hit]);
    if (joined) return joined;
  }
  return undefined;
}

/** A word that two groups name is not two signs. */
const isApart = (one: Hit, other: Hit): boolean => one.to < other.from || other.to < one.from;
