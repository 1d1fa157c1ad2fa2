import { renderEstimate } from "../reports/spending.ts";
import type { CliContext, GlobalFlags } from "./context.ts";
import type { CreateFlags } from "./create-flags.ts";
import type { DescriptionSource } from "./description-source.ts";
import { noteSimilar } from "./note-similar.ts";
import { readRequest } from "./read-request.ts";
import { tableView } from "./views.ts";

/** What a review would take. Nobody is asked, and nothing is written. */
export async function showEstimate(
  source: DescriptionSource,
  flags: CreateFlags,
  { context, globals }: { readonly context: CliContext; readonly globals: GlobalFlags },
): Promise<void> {
  const { terminal } = context;
  await using app = await context.openApp(globals, "read");
  const request = await readRequest(source, flags, { app, terminal });
  const estimate = await app.coordinator.estimate(request);
  if (!globals.quiet) await noteSimilar(request, app, terminal);
  terminal.write(
    globals.json
      ? `${JSON.stringify(estimate, undefined, 2)}\n`
      : renderEstimate(estimate, tableView(terminal.stdout)),
  );
}
