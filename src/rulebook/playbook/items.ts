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
  const counts = ({ sentence }: Hit): boolean =>
    sentence.scope === "wanted" && (near?.has(sentence) ?? true);
  const joined = inOneSentence(together.map((terms) => page.find(terms).filter(counts)));
  const hits = when.map((terms) => page.find(terms).find(counts));
  return joined && hits.every((hit) => hit !== undefined) ? [...joined, ...hits] : undefined;
}

/** One hit of each group, all in the first sentence that has them, at places of their own. */
function inOneSentence(groups: readonly (readonly Hit[])[]): readonly Hit[] | undefined {
  const [first, ...rest] = groups;
  if (!first) return [];
  for (const hit of first) {
    const chosen = [hit];
    for (const group of rest) {
      const beside = group.find(
        (other) => other.sentence === hit.sentence && chosen.every((one) => isApart(one, other)),
      );
      if (!beside) break;
      chosen.push(beside);
    }
    if (chosen.length === groups.length) return chosen;
  }
  return undefined;
}

/** A word that two groups name is not two signs. */
const isApart = (one: Hit, other: Hit): boolean => one.to < other.from || other.to < one.from;
