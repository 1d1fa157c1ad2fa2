import { diffLines, type Hunk } from "./line-diff.ts";

const CONTEXT = 3;

/** What changed, as `diff -u` and Git show it; empty where nothing did. Line endings are no change. */
export function unifiedDiff(name: string, before: string, after: string): string {
  const old = linesOf(before);
  const hunks = diffLines(old, linesOf(after));
  if (hunks.length === 0) return "";
  const lines = [`--- ${name}`, `+++ ${name}`];
  let shift = 0;
  for (const group of nearGroups(hunks)) {
    lines.push(...renderGroup(group, old, shift));
    shift += group.reduce((sum, hunk) => sum + hunk.lines.length - (hunk.to - hunk.from), 0);
  }
  return `${lines.join("\n")}\n`;
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}

/** Hunks whose surroundings meet are shown as one. */
function nearGroups(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const hunk of hunks) {
    if (hunk.from - end > 2 * CONTEXT) groups.push([]);
    groups.at(-1)?.push(hunk);
    end = hunk.to;
  }
  return groups;
}

function renderGroup(group: readonly Hunk[], old: readonly string[], shift: number): string[] {
  const from = Math.max(0, Math.min(...group.map((hunk) => hunk.from)) - CONTEXT);
  const to = Math.min(old.length, Math.max(...group.map((hunk) => hunk.to)) + CONTEXT);
  const body: string[] = [];
  let at = from;
  for (const hunk of group) {
    body.push(...old.slice(at, hunk.from).map((line) => ` ${line}`));
    body.push(...old.slice(hunk.from, hunk.to).map((line) => `-${line}`));
    body.push(...hunk.lines.map((line) => `+${line}`));
    at = hunk.to;
  }
  body.push(...old.slice(at, to).map((line) => ` ${line}`));
  const added = body.filter((line) => !line.startsWith("-")).length;
  return [`@@ -${from + 1},${to - from} +${from + shift + 1},${added} @@`, ...body];
}
