import { estimateEffort } from "../core/effort.ts";
import { formatCost } from "../core/money.ts";
import { quotable } from "../core/quotable.ts";
import type { Estimation } from "../schema/estimation.ts";
import type { Recommendation } from "../schema/persona.ts";
import type { Effort, ReviewMode } from "../schema/vocabulary.ts";
import type { Candidate } from "./candidates.ts";
import { evidenceFor } from "./evidence.ts";
import type { Quote, Reading } from "./reading.ts";
import type { ReviewSettings } from "./settings.ts";
import { fillSlots, type SignalsById, tidy } from "./slots.ts";
import { weigh } from "./weigh.ts";

interface Saying {
  readonly persona: string;
  readonly mode: ReviewMode;
  readonly reading: Reading;
  readonly signals: SignalsById;
  readonly estimation: Estimation;
  readonly settings: ReviewSettings;
  readonly earlier: readonly Recommendation[];
}

interface Draft {
  readonly candidate: Candidate;
  readonly title: string;
  readonly effort: Effort;
}

/** A recommendation of the rulebook always has figures. */
export type Sized = Recommendation & { readonly effort: Effort };

/** Kept candidates as recommendations, in the order given. */
export function recommend(kept: readonly Candidate[], saying: Saying): Sized[] {
  const drafts = draftAll(kept, saying);
  const said = [
    ...drafts.map(({ candidate: { rule }, title }) => ({
      id: rule.id,
      title,
      facts: rule.provides ?? [],
    })),
    ...saying.earlier,
  ];
  const ids = new Set(said.map(({ id }) => id));
  const providers = new Map(
    said.flatMap(({ title, facts }) => facts.map((fact) => [fact, title] as const)),
  );
  return drafts.map((draft) => finish(draft, saying, ids, providers));
}

/** Rules of one focus area share set-up work, so that the second and later ones take less. */
function draftAll(kept: readonly Candidate[], saying: Saying): readonly Draft[] {
  const { reading, signals, estimation } = saying;
  const [first, second, further] = estimation.effort.overlap;
  const byFocus = new Map<string, number>();
  return kept.map((candidate) => {
    const { rule } = candidate;
    const before = byFocus.get(rule.focus) ?? 0;
    byFocus.set(rule.focus, before + 1);
    const overlap = before === 0 ? first : before === 1 ? second : further;
    return {
      candidate,
      title: fillSlots(rule.title, reading, signals),
      effort: estimateEffort(candidate.range, overlap * scaleOf(candidate, saying)),
    };
  });
}

function scaleOf({ signals }: Candidate, { estimation, settings }: Saying): number {
  const factors = estimation.effort.scaleFactors
    .filter(
      (factor) =>
        factor.teamExperience === settings.teamExperience ||
        factor.signals.some((id) => signals.includes(id)),
    )
    .map(({ factor }) => factor);
  return factors.length === 0 ? 1 : Math.max(...factors);
}

function finish(
  { candidate, title, effort }: Draft,
  saying: Saying,
  ids: ReadonlySet<string>,
  providers: ReadonlyMap<string, string>,
): Sized {
  const { reading, signals, settings } = saying;
  const { rule, facts } = candidate;
  const evidence = (candidate.evidence ?? evidenceFor(candidate, reading, signals))
    .map(({ quote, sentence }) => ({ quote: quotable(quote), sentence }))
    .filter(({ quote }) => quote !== "");
  const acceptance = fillSlots(rule.acceptance, reading, signals);
  const description = describe({
    rationale: fillSlots(rule.rationale, reading, signals),
    evidence,
    known: candidate.known ?? [],
    buildsOn: [...new Set(facts.flatMap((fact) => providers.get(fact) ?? []))],
    acceptance,
    references: rule.references,
  });
  return {
    id: rule.id,
    title,
    ...weigh(candidate, saying),
    estimatedCost: formatCost(effort, settings.dayRate, settings.currency),
    description,
    dependencies: (rule.dependsOn ?? []).filter((id) => ids.has(id)),
    evidence,
    acceptance,
    references: rule.references,
    focus: rule.focus,
    facts: rule.provides ?? [],
    effort,
  };
}

interface Parts {
  readonly rationale: string;
  readonly evidence: readonly Quote[];
  readonly known: readonly string[];
  readonly buildsOn: readonly string[];
  readonly acceptance: string;
  readonly references: readonly string[];
}

function describe({ rationale, evidence, known, buildsOn, acceptance, references }: Parts): string {
  const because = evidence.map(({ quote, sentence }) => `"${tidy(quote)}" (sentence ${sentence})`);
  return [
    rationale,
    labelled("Because", because.join(", ")),
    labelled("Builds on", buildsOn.join("; ")),
    labelled("Done when", acceptance),
    labelled("Known as", known.join(", ")),
    labelled("Reference", references.join(", ")),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function labelled(label: string, text: string): string {
  return text === "" ? "" : `${label}: ${text}`;
}
