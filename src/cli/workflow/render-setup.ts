import type { SetupResult } from "../../app/setup.ts";
import { oneLine } from "../../reports/terminal-text.ts";
import { count } from "../../reports/words.ts";
import { renderDiff } from "./render-diff.ts";

type What = SetupResult["files"][number]["what"];

const WORDS: Readonly<Record<What, string>> = {
  created: "new",
  updated: "brought up to date",
  merged: "brought up to date around your edits",
  kept: "yours, and something new is not in it: see below",
  "left-out": "removed by you, and left out",
  unchanged: "as it was",
};

/** What was set up, with every change as a patch, and what to type next. */
export function renderSetup({ version, root, app, files }: SetupResult, dryRun: boolean): string {
  const told = files.filter(({ what }) => what !== "unchanged");
  const diffs = told.map(({ diff }) => diff).filter((diff) => diff !== "");
  const where = app === undefined ? oneLine(root) : `${oneLine(root)} and ${oneLine(app)}`;
  const done = told.some(({ what }) => what !== "left-out" && what !== "kept");
  const head = done
    ? `${dryRun ? "Would set up" : "Set up"} ${where} as of version ${version}`
    : `Nothing to change in ${where}: set up as of version ${version}`;
  const same = files.length - told.length;
  return [
    head,
    ...told.map(({ path, what }) => `  ${oneLine(path)}: ${WORDS[what]}`),
    ...(same > 0 && done ? [`  ${count(same, "file")} as before`] : []),
    ...diffs.map((diff) => `\n${renderDiff(diff).trimEnd()}`),
    ...(done && !dryRun
      ? [`Next: ${oneLine(root)}/FRAMEWORK_SETUP_COMPLETE.md says how to go on`]
      : []),
    "",
  ].join("\n");
}
