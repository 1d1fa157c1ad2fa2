import type { CliContext, GlobalFlags } from "./context.ts";
import type { CreateFlags } from "./create-flags.ts";
import type { DescriptionSource } from "./description-source.ts";
import { openProgress } from "./progress.ts";
import { readRequest } from "./read-request.ts";

/** Runs a review to its end with progress on standard error; the id of the epic. */
export async function reviewOnly(
  source: DescriptionSource,
  flags: CreateFlags,
  { context, globals }: { readonly context: CliContext; readonly globals: GlobalFlags },
): Promise<string> {
  const { terminal, env } = context;
  using progress = openProgress(terminal, { quiet: globals.quiet, plain: Boolean(env["CI"]) });
  await using app = await context.openApp(globals, "write", (event) => progress.observe(event));
  const request = await readRequest(source, flags, { app, terminal });
  const { epic } = await app.coordinator.execute(request, terminal.signal);
  return epic.id;
}
