/** Lines `from` up to `to` (not included) of the first text, in whose place the second has others. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * What makes the second text of the first, as few lines as possible, in order (E. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", 1986). Hunks do not touch each other. Texts that have
 * little in common make one hunk: to find that little would take long.
 */
export function diffLines(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let [x, y] = [0, 0];
  for (const kept of [...keptLines(before, after), { x: before.length, y: after.length }]) {
    if (kept.x > x || kept.y > y) {
      hunks.push({ from: x, to: kept.x, lines: after.slice(y, kept.y) });
    }
    [x, y] = [kept.x + 1, kept.y + 1];
  }
  return hunks;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** By diagonal of the table of both texts, how far into the first text a way along it has come. */
type Reached = ReadonlyMap<number, number>;

/** Where a line of the first text is also in the second. */
function keptLines(before: readonly string[], after: readonly string[]): readonly Point[] {
  const kept: Point[] = [];
  let [x, y] = [before.length, after.length];
  for (const [step, reached] of [...searchRounds(before, after).entries()].toReversed()) {
    const diagonal = x - y;
    const previous = cameDown(reached, diagonal, step) ? diagonal + 1 : diagonal - 1;
    const fromX = furthest(reached, previous);
    const fromY = fromX - previous;
    while (x > fromX && y > fromY) kept.push({ x: --x, y: --y });
    [x, y] = [fromX, fromY];
  }
  return kept.toReversed();
}

/** How far one had come before each round, which allows one edit more than the one before. */
function searchRounds(before: readonly string[], after: readonly string[]): readonly Reached[] {
  const rounds: Reached[] = [];
  const reached = new Map([[1, 0]]);
  for (let step = 0; step <= MOST_EDITS; step++) {
    rounds.push(new Map(reached));
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const down = cameDown(reached, diagonal, step);
      let x = down ? furthest(reached, diagonal + 1) : furthest(reached, diagonal - 1) + 1;
      while (x < before.length && before[x] === after[x - diagonal]) x++;
      reached.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return rounds;
    }
  }
  return [];
}

const MOST_EDITS = 1000;

/** Whether the furthest way onto a diagonal is by a line of the second text. */
function cameDown(reached: Reached, diagonal: number, step: number): boolean {
  if (diagonal === -step) return true;
  if (diagonal === step) return false;
  return furthest(reached, diagonal - 1) < furthest(reached, diagonal + 1);
}

function furthest(reached: Reached, diagonal: number): number {
  return Number(reached.get(diagonal));
}
