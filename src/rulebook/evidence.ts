import { type Candidate, readersOf } from "./candidates.ts";
import type { Match, Quote, Reading } from "./reading.ts";
import type { SignalsById } from "./slots.ts";

const MOST_QUOTES = 4;

/** The words that made a candidate speak, those of the rarest signals at most, in the order of the text. */
export function evidenceFor(
  { signals, quantities }: Pick<Candidate, "signals" | "quantities">,
  reading: Reading,
  signalsById: SignalsById,
): readonly Quote[] {
  const counted = [...reading.quantities].filter(([id]) => quantities.includes(id));
  const rareFirst = [...reading.present]
    .filter(([id]) => signals.includes(id))
    .toSorted(([a], [b]) => readersOf(a, signalsById) - readersOf(b, signalsById));
  const matches = [
    ...counted.map(([, amount]) => amount),
    ...rareFirst.flatMap(([, found]) => found.slice(0, 1)),
  ];
  return withoutRepeats(matches)
    .slice(0, MOST_QUOTES)
    .toSorted((a, b) => a.start - b.start)
    .map(({ quote, sentence }) => ({ quote, sentence }));
}

/** Two signals often rest on the same words; the longer quote says it. */
function withoutRepeats(matches: readonly Match[]): readonly Match[] {
  return matches.filter(
    (match, at) =>
      !matches.some(
        (other, otherAt) =>
          contains(other, match) && (otherAt < at || other.quote.length > match.quote.length),
      ),
  );
}

function contains(outer: Match, inner: Match): boolean {
  return (
    outer !== inner &&
    outer.start <= inner.start &&
    outer.start + outer.quote.length >= inner.start + inner.quote.length
  );
}
