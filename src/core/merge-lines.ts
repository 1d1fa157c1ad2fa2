import { diffLines, type Hunk } from "./line-diff.ts";

/** What came of a stretch of the text. */
export type MergedPart =
  /** As both have it, or one side changed it: lines `from` to `to` of `own` are taken. */
  | { readonly kind: "own"; readonly from: number; readonly to: number }
  | { readonly kind: "new"; readonly lines: readonly string[] }
  /** Both changed the same lines, differently: of `own`, lines `from` to `to`. */
  | {
      readonly kind: "conflict";
      readonly from: number;
      readonly to: number;
      readonly lines: readonly string[];
    };

/**
 * Puts together what two sides made of the same lines. What one of them added at a place stays beside
 * what the other added there, and every line that `own` added is in a part of it.
 */
export function mergeLines(
  base: readonly string[],
  own: readonly string[],
  fresh: readonly string[],
): readonly MergedPart[] {
  const parts: MergedPart[] = [];
  let at = { base: 0, own: 0 };
  for (const group of groupHunks(diffLines(base, own), diffLines(base, fresh))) {
    const same = group.from - at.base;
    parts.push({ kind: "own", from: at.own, to: at.own + same });
    const ownFrom = at.own + same;
    const ownTo = ownFrom + (group.to - group.from) + growth(group.own);
    const was = base.slice(group.from, group.to);
    const sides = {
      own: own.slice(ownFrom, ownTo),
      fresh: applyHunks(base, group.from, group.to, group.fresh),
    };
    parts.push(...settle(was, sides, ownFrom));
    at = { base: group.to, own: ownTo };
  }
  parts.push({ kind: "own", from: at.own, to: own.length });
  return parts;
}

interface Group {
  readonly from: number;
  readonly to: number;
  readonly own: readonly Hunk[];
  readonly fresh: readonly Hunk[];
}

/** Hunks of both sides, those that meet in one group. */
function groupHunks(own: readonly Hunk[], fresh: readonly Hunk[]): readonly Group[] {
  const all = [
    ...own.map((hunk) => ({ hunk, side: "own" as const })),
    ...fresh.map((hunk) => ({ hunk, side: "fresh" as const })),
  ].toSorted((a, b) => a.hunk.from - b.hunk.from || a.hunk.to - b.hunk.to);
  const groups: { from: number; to: number; own: Hunk[]; fresh: Hunk[] }[] = [];
  for (const { hunk, side } of all) {
    let group = groups.at(-1);
    if (!group || !meets(group, hunk)) {
      group = { from: hunk.from, to: hunk.to, own: [], fresh: [] };
      groups.push(group);
    }
    group.to = Math.max(group.to, hunk.to);
    group[side].push(hunk);
  }
  return groups;
}

/** Two additions at one place meet as well; an addition beside a change does not. */
function meets(group: { readonly from: number; readonly to: number }, hunk: Hunk): boolean {
  return hunk.from < group.to || (hunk.from === group.from && hunk.to === group.to);
}

function growth(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, { from, to, lines }) => sum + lines.length - (to - from), 0);
}

function applyHunks(
  base: readonly string[],
  from: number,
  to: number,
  hunks: readonly Hunk[],
): readonly string[] {
  let at = from;
  const lines: string[] = [];
  for (const hunk of hunks) {
    lines.push(...base.slice(at, hunk.from), ...hunk.lines);
    at = hunk.to;
  }
  return [...lines, ...base.slice(at, to)];
}

interface Sides {
  readonly own: readonly string[];
  readonly fresh: readonly string[];
}

/** `at` is where `own` begins in the text. */
function settle(was: readonly string[], { own, fresh }: Sides, at: number): readonly MergedPart[] {
  const kept: MergedPart = { kind: "own", from: at, to: at + own.length };
  if (isSame(own, fresh) || isSame(was, fresh)) return [kept];
  if (isSame(was, own)) return [{ kind: "new", lines: fresh }];
  if (was.length === 0) return [kept, { kind: "new", lines: withoutShared(own, fresh) }];
  // Rows of a table are changed one by one.
  if (own.length === was.length && fresh.length === was.length && was.length > 1) {
    return was.flatMap((line, index) => {
      const [left = "", right = ""] = [own[index], fresh[index]];
      return settle([line], { own: [left], fresh: [right] }, at + index);
    });
  }
  return [{ ...kept, kind: "conflict", lines: fresh }];
}

/** Of two additions at one place, what the second says and the first does not. */
function withoutShared(own: readonly string[], fresh: readonly string[]): readonly string[] {
  return diffLines(own, fresh).flatMap(({ lines }) => lines);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}
