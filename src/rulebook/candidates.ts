import type { Estimation } from "../schema/estimation.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { Rule } from "../schema/rule.ts";
import type { RecommendationType, ReviewMode } from "../schema/vocabulary.ts";
import { holds, type Quote, type Reading } from "./reading.ts";
import { type SignalsById, slotIds } from "./slots.ts";

/** Something a persona could say about a description. */
export interface Candidate {
  readonly rule: Rule;
  /** Person-days in the mode at hand. */
  readonly range: readonly [number, number];
  readonly type: RecommendationType;
  /** What of its condition the description shows. */
  readonly signals: readonly string[];
  /** Quantities that its condition or its title uses. */
  readonly quantities: readonly string[];
  /** Facts that it stands on. */
  readonly facts: readonly string[];
  /** The words that made it speak, where no signal or quantity did. */
  readonly evidence?: readonly Quote[];
  /** The names under which professionals know its subject. */
  readonly known?: readonly string[] | undefined;
  readonly score: number;
}

export interface Circumstances {
  readonly persona: PersonaRegistration;
  readonly reading: Reading;
  readonly mode: ReviewMode;
  readonly signals: SignalsById;
  readonly ranking: Estimation["ranking"];
  /** Established by earlier reviews. */
  readonly facts: ReadonlySet<string>;
}

/**
 * The first reader of a text: every rule whose condition holds, in the order of the file. A rule sees
 * the facts of the rules before it as if these were kept; the selection (select.ts) settles that.
 */
export function proposeFromRules(circumstances: Circumstances): readonly Candidate[] {
  const { persona, reading, mode } = circumstances;
  const facts = new Set(circumstances.facts);
  const candidates: Candidate[] = [];
  for (const rule of persona.rules) {
    const range = rule.effort[mode];
    // A rule without figures for a mode has nothing to say in it.
    if (!range || !(rule.modes?.includes(mode) ?? true)) continue;
    if (!holds(rule.when, { reading, facts })) continue;
    candidates.push(candidateOf(rule, range, facts, circumstances));
    for (const fact of rule.provides ?? []) facts.add(fact);
  }
  return candidates;
}

function candidateOf(
  rule: Rule,
  range: Candidate["range"],
  facts: ReadonlySet<string>,
  { persona, reading, mode, signals, ranking }: Circumstances,
): Candidate {
  const { when } = rule;
  const wanted = [...(when.all ?? []), ...(when.any ?? []), ...(when.andAny ?? [])];
  const inTitle = slotIds(rule.title).flatMap(
    (ids) => ids.find((id) => reading.quantities.has(id)) ?? [],
  );
  const candidate = {
    rule,
    range,
    type: rule.typeByMode?.[mode] ?? rule.type,
    signals: [...new Set(wanted)].filter((id) => reading.present.has(id)),
    quantities: [...Object.keys(when.quantities ?? {}), ...inTitle],
    facts: [...(when.facts ?? []), ...(when.anyFacts ?? [])].filter((fact) => facts.has(fact)),
  };
  const mustAddress = persona.mustAddress[mode].some(({ rules }) => rules.includes(rule.id));
  return { ...candidate, score: scoreOf(candidate, mustAddress, signals, ranking) };
}

function scoreOf(
  { rule, type, signals, quantities, facts }: Omit<Candidate, "score">,
  mustAddress: boolean,
  signalsById: SignalsById,
  ranking: Estimation["ranking"],
): number {
  const { signal, fact } = ranking;
  const rarest = Math.min(...signals.map((id) => readersOf(id, signalsById)));
  const rarity = signals.length > 0 ? ranking.rarity.find(({ upTo }) => rarest <= upTo) : undefined;
  return (
    ranking.priority[rule.priority] +
    (type === "blocking" ? ranking.blocking : 0) +
    Math.min(signal.max, signals.length) * signal.value +
    (rarity?.value ?? 0) +
    Math.min(fact.max, facts.length) * fact.value +
    quantities.length * ranking.quantity +
    (mustAddress ? ranking.mustAddress : 0) +
    (rule.when.always ? ranking.always : 0)
  );
}

/** How many rules read a signal: the fewer, the more it says about the epic at hand. */
export function readersOf(id: string, signals: SignalsById): number {
  return signals.get(id)?.readBy ?? 0;
}
