import type { Estimation } from "../../schema/estimation.ts";
import type { Rule } from "../../schema/rule.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import type { Candidate } from "../candidates.ts";
import { type Bearing, bearingOn } from "./bearing.ts";
import { dwellingOn, speakingItems, type Spoken } from "./items.ts";
import { isManySentences } from "./page.ts";
import { type Cause, quotesOf } from "./quotes.ts";
import type { Scene, SceneKind } from "./scene.ts";
import { tokenize } from "./tokens.ts";
import { fillWords } from "./wording.ts";

interface Circumstances {
  readonly persona: string;
  readonly scene: Scene;
  readonly mode: ReviewMode;
  readonly ranking: Estimation["ranking"];
  /** Established by earlier reviews. */
  readonly facts: ReadonlySet<string>;
}

/**
 * The reader of whole situations: what reviewers of these kinds of feature end up raising, as far as
 * this description calls for it, then what the facets beside them call for. The surest kind says most;
 * a further one only its weightiest points.
 */
export function proposeFromPlaybooks(circumstances: Circumstances): readonly Candidate[] {
  const { persona, scene, mode, ranking } = circumstances;
  const facts = new Set(circumstances.facts);
  const candidates: Candidate[] = [];
  const bearingOf = bearingOn(scene.page);
  const saysTheSame = openSameness();
  const genre = scene.kinds.find(({ playbook }) => playbook.genre);
  for (const [rank, kind] of [...scene.kinds, ...scene.facets].entries()) {
    const { playbook, recognition, near } = kind;
    const { page, shown } = scene;
    const isFacet = scene.facets.includes(kind);
    const spoken = speakingItems(playbook, recognition, {
      page,
      shown,
      near,
      mode,
      persona,
    }).filter((each) => isFacet || bears(each, bearingOf(each.item), kind, scene));
    const most =
      rank === 0 || kind === genre ? spoken.length : Math.ceil(ranking.limits[mode].ofKind / 2);
    const base = baseOf(rank, circumstances);
    const proposed = spoken
      .flatMap((each) => {
        const bearing = bearingOf(each.item);
        const causes = causesOf(each, bearing, isFacet);
        return candidateOf(each, kind, { ...circumstances, facts, base, bearing, causes }) ?? [];
      })
      .filter((candidate) => !candidates.some((known) => saysTheSame(known, candidate)))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, most);
    for (const { rule } of proposed) facts.add(rule.id);
    candidates.push(...proposed);
  }
  return candidates;
}

/**
 * An item fits where the text speaks of it, the more clearly where no title names the kind. Where a
 * genre is known, what is said of a longer text is what it dwells on.
 */
function bears(
  { item }: Spoken,
  { share, chance }: Bearing,
  { playbook: { genre }, recognition: { titled } }: SceneKind,
  { page, kinds }: Scene,
): boolean {
  const { length } = page.sentences;
  const { whole, least } = dwellingOn(item, { page });
  if (genre) {
    return item.together.length + item.when.length === 0
      ? share >= chance * UNTITLED
      : share >= chance &&
          (whole >= Math.round(length * WHOLE) || least >= Math.round(length * LEAST));
  }
  const isSpokenOf = share >= (titled ? chance : chance * UNTITLED);
  const isRival = isManySentences(page) && kinds.some(({ playbook }) => playbook.genre);
  return isSpokenOf && (!isRival || least >= Math.round(length * LEAST_OF_KIND));
}

const UNTITLED = 4 / 3;
/**
 * In a long text some sentence shows anything: two of sixteen must show what happens to what, or three
 * each of its parts. Of what single sentences called for, strangers marked one point in four to the point,
 * of the others one in two.
 */
const WHOLE = 1 / 9;
const LEAST = 1 / 6;
/** Beside a genre, a kind of which nobody knew the text was right one time in five, with this two in five. */
const LEAST_OF_KIND = 1 / 4;
/** A facet counts as much as a second kind: it is read from a sentence of its own. */
const baseOf = (rank: number, { scene, ranking: { kind } }: Circumstances): number =>
  kind.base - Math.min(rank, scene.kinds.length > 0 ? rank : 0, scene.kinds.length) * kind.further;

/** What shows a facet; of a kind what meets the conditions, else the sentence nearest to the item. */
function causesOf(
  { hits, sentence }: Spoken,
  { sentence: nearest }: Bearing,
  isFacet: boolean,
): readonly Cause[] {
  if (isFacet) return [{ sentence }, ...hits];
  return hits.length > 0 ? hits : [{ sentence: nearest ?? sentence }];
}

function candidateOf(
  { item }: Spoken,
  { playbook, recognition, wording }: SceneKind,
  {
    scene,
    mode,
    ranking,
    facts,
    base,
    bearing,
    causes,
  }: Circumstances & {
    readonly base: number;
    readonly bearing: Bearing;
    readonly causes: readonly Cause[];
  },
): Candidate | undefined {
  const { id, title, why, done, priority, effort, references, after } = item;
  // Only a kind that the title names is sure enough to stop anybody.
  const type = recognition.titled ? item.type : "suggested";
  const range = effort[mode];
  if (!range) return undefined;
  const rule: Rule = {
    id,
    focus: playbook.id,
    when: {},
    title: fillWords(title, wording),
    type,
    priority,
    effort,
    rationale: fillWords(why, wording),
    acceptance: fillWords(done, wording),
    references,
    provides: [id],
    dependsOn: after,
  };
  return {
    rule,
    range,
    type,
    signals: [],
    quantities: [],
    facts: after.filter((fact) => facts.has(fact)),
    known: item.known,
    evidence: quotesOf(causes, scene.reading),
    score:
      base +
      ranking.priority[priority] +
      (type === "blocking" ? ranking.blocking : 0) +
      bearing.share * ranking.kind.bearing,
  };
}

/** Two kinds that touch one another may both raise a thing: once is enough. */
function openSameness(): (one: Candidate, other: Candidate) => boolean {
  const contents = new Map<Candidate, ReadonlySet<string>>();
  const wordsOf = (candidate: Candidate): ReadonlySet<string> => {
    const words = contents.get(candidate) ?? contentOf(candidate.rule.title);
    contents.set(candidate, words);
    return words;
  };
  return (one, other) => {
    const [words, others] = [wordsOf(one), wordsOf(other)];
    const shared = [...words].filter((word) => others.has(word)).length;
    return shared >= SAME * Math.min(words.size, others.size);
  };
}

const SAME = 0.6;

const contentOf = (title: string): ReadonlySet<string> =>
  new Set(tokenize(title).flatMap(({ lower, stem }) => (lower.length > 3 ? [stem] : [])));
