import type { App } from "../app/open-app.ts";
import type { FailOn } from "../schema/config.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { CliContext, GlobalFlags } from "./context.ts";
import type { OutputPlan } from "./output-flags.ts";
import { openProgress } from "./progress.ts";
import { showEpic } from "./show-epic.ts";

/** Runs a review to its end with progress on standard error, then shows the epic. */
export async function reviewEpic(
  output: OutputPlan,
  failOn: FailOn | undefined,
  { context, globals }: { readonly context: CliContext; readonly globals: GlobalFlags },
  review: (app: App, signal: AbortSignal) => Promise<EpicResponse>,
): Promise<void> {
  const { terminal, env } = context;
  const { quiet } = globals;
  using progress = openProgress(terminal, { quiet, plain: Boolean(env["CI"]) });
  await using app = await context.openApp(globals, "write", (event) => progress.observe(event));
  if (output.file) await app.files.checkOutput(output.file.path);
  const response = await review(app, terminal.signal);
  progress.close();
  const { taskId } = response.epic.metadata;
  if (!progress.began() && !quiet) terminal.warn(`${taskId}: finished before, nothing was asked`);
  await showEpic(response, output, failOn ?? app.settings.failOn, { app, context });
}
