import type { App, Observe } from "../app/open-app.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { CliContext, GlobalFlags } from "./context.ts";
import type { OutputFlags, OutputPlan } from "./output-flags.ts";
import { askPeople } from "./people.ts";
import { openProgress } from "./progress.ts";
import type { RecoveryFlags } from "./run-flags.ts";
import { showEpic } from "./show-epic.ts";
import { type TapeFlags, tapeOf } from "./tape-flags.ts";

/**
 * Runs a review to its end with progress on standard error, then shows the epic; or the questions
 * that it waits for people to answer.
 */
export async function reviewEpic(
  output: OutputPlan,
  flags: OutputFlags & RecoveryFlags & TapeFlags,
  { context, globals }: { readonly context: CliContext; readonly globals: GlobalFlags },
  review: (app: App, signal: AbortSignal) => Promise<EpicResponse>,
): Promise<void> {
  const { terminal, env } = context;
  const { quiet } = globals;
  const { failOn, interactive = false, egress, trust } = flags;
  const people = askPeople(interactive, { terminal, json: globals.json });
  // An editor and a live block of lines would both want the screen.
  using progress = openProgress(terminal, { quiet, plain: interactive || Boolean(env["CI"]) });
  const observe: Observe = (event) => progress.observe(event);
  await using app = await context.openApp(globals, "write", observe, {
    people,
    allowEgress: egress,
    tape: tapeOf(flags),
    trust,
  });
  if (output.file) await app.files.checkOutput(output.file.path);
  const response = await review(app, terminal.signal);
  progress.close();
  const { taskId } = response.epic.metadata;
  if (!progress.began() && !quiet) terminal.warn(`${taskId}: finished before, nothing was asked`);
  await showEpic(response, output, failOn ?? app.settings.failOn, { app, context });
}
