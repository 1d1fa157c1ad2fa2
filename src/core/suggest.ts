/**
 * The known word that was most likely meant, or nothing where none is near: at most a third of the
 * letters may differ. A word that begins exactly one known word stands for it.
 */
export function suggest(wrong: string, known: Iterable<string>): string | undefined {
  const word = wrong.toLowerCase();
  const candidates = [...known];
  const begun = candidates.filter((candidate) => candidate.toLowerCase().startsWith(word));
  if (word.length >= 3 && begun.length === 1) return begun[0];

  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

/** 'Did you mean "architect"?', to be used as the hint of an error. */
export function didYouMean(wrong: string, known: Iterable<string>): string | undefined {
  const word = suggest(wrong, known);
  return word === undefined ? undefined : `Did you mean "${word}"?`;
}

/**
 * Letters to insert, drop, replace or swap with their neighbour to turn one word into the other
 * (Damerau-Levenshtein, restricted: no letter is touched twice).
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          cell(last, column) + 1,
          cell(current, column - 1) + 1,
          cell(last, column - 1) + replaced,
          swapped ? cell(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return cell(last, to.length);
}

/** Only ever asked for a cell that exists, which the type of an index cannot say. */
const cell = (row: readonly number[], column: number): number => Number(row[column]);
