import type { Estimation } from "../../schema/estimation.ts";
import type { Rule } from "../../schema/rule.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import type { Candidate } from "../candidates.ts";
import type { Quote } from "../reading.ts";
import { speakingItems, type Spoken } from "./items.ts";
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
 * this description calls for it. The surest kind says most; a further one only its weightiest points.
 */
export function proposeFromPlaybooks(circumstances: Circumstances): readonly Candidate[] {
  const { persona, scene, mode, ranking } = circumstances;
  const facts = new Set(circumstances.facts);
  const candidates: Candidate[] = [];
  for (const [rank, kind] of scene.kinds.entries()) {
    const { playbook, recognition } = kind;
    const spoken = speakingItems(playbook, recognition, scene.page, scene.shown, mode);
    const most = rank === 0 ? spoken.length : Math.ceil(ranking.limits[mode].ofKind / 2);
    const proposed = spoken
      .filter(({ item }) => item.persona === persona)
      .flatMap((each) => candidateOf(each, kind, { ...circumstances, facts, rank }) ?? [])
      .filter((candidate) => !candidates.some((known) => saysTheSame(known, candidate)))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, most);
    for (const { rule } of proposed) facts.add(rule.id);
    candidates.push(...proposed);
  }
  return candidates;
}

function candidateOf(
  { item, hits, sentence }: Spoken,
  { playbook, recognition, wording }: SceneKind,
  { scene, mode, ranking, facts, rank }: Circumstances & { readonly rank: number },
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
  const own = hits.length > 0 ? hits.map((hit) => hit.sentence) : [sentence];
  return {
    rule,
    range,
    type,
    signals: [],
    quantities: [],
    facts: after.filter((fact) => facts.has(fact)),
    evidence: [...new Set(own)].map(({ text, start }) => quoteOf(text, start, scene)),
    score:
      ranking.kind.base -
      rank * ranking.kind.further +
      ranking.priority[priority] +
      (type === "blocking" ? ranking.blocking : 0),
  };
}

/** The beginning of a sentence, cut at a word, exactly as it stands in the description. */
function quoteOf(text: string, start: number, { reading }: Scene): Quote {
  const words = tokenize(text).slice(0, MOST_WORDS);
  const length = Math.max(0, ...words.map((word) => word.start + word.text.length));
  const quote = reading.text.slice(start, start + length);
  return { quote, sentence: reading.sentences.findIndex((other) => other.start === start) + 1 };
}

const MOST_WORDS = 14;

/** Two kinds that touch one another may both raise a thing: once is enough. */
function saysTheSame({ rule: one }: Candidate, { rule: other }: Candidate): boolean {
  const [words, others] = [contentOf(one.title), contentOf(other.title)];
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared >= SAME * Math.min(words.size, others.size);
}

const SAME = 0.6;

const contentOf = (title: string): ReadonlySet<string> =>
  new Set(tokenize(title).flatMap(({ lower, stem }) => (lower.length > 3 ? [stem] : [])));
