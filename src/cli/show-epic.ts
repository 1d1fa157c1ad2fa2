import type { App } from "../app/open-app.ts";
import { loadRenderer } from "../reports/formats.ts";
import type { FailOn } from "../schema/config.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { CliContext } from "./context.ts";
import { describeGate, stoppedBy } from "./gate.ts";
import type { OutputPlan } from "./output-flags.ts";
import { printable } from "./printable.ts";
import { entryView } from "./views.ts";

/** Prints a finished epic where the plan says, and holds it against the gate. */
export async function showEpic(
  response: EpicResponse,
  plan: OutputPlan,
  failOn: FailOn,
  { app, context }: { readonly app: App; readonly context: CliContext },
): Promise<void> {
  await printEpic(response, plan, { app, context });
  const ids = await withoutWaived(stoppedBy(response, failOn), response, context);
  if (ids.length === 0) return;
  context.terminal.warn(printable(describeGate(ids, failOn)));
  context.gateFailed();
}

/** What the epic's ticket lets wait is told, and stops nothing. */
async function withoutWaived(
  ids: readonly string[],
  { epic }: EpicResponse,
  { terminal, cwd, env }: CliContext,
): Promise<readonly string[]> {
  const { ticket } = epic.metadata;
  if (ids.length === 0 || ticket === undefined) return ids;
  const { openTickets } = await import("../app/tickets.ts");
  const waivers = await openTickets({ cwd, env }).waivers(ticket);
  const own = waivers.filter(({ recommendation }) => ids.includes(recommendation));
  for (const { recommendation, until, by } of own) {
    terminal.warn(printable(`gate: ${recommendation} is waived by ${by} until ${until}`));
  }
  const waived = new Set(own.map(({ recommendation }) => recommendation));
  return ids.filter((id) => !waived.has(id));
}

export async function printEpic(
  response: EpicResponse,
  { stdout, file }: OutputPlan,
  { app, context: { terminal } }: { readonly app: App; readonly context: CliContext },
): Promise<void> {
  if (file) {
    const render = await loadRenderer[file.format]();
    await app.files.writeOutput(file.path, render(response));
    terminal.warn(`written: ${printable(file.path)}`);
  }
  if (stdout !== "summary") {
    const render = await loadRenderer[stdout]();
    for (const part of render(response)) {
      terminal.write(part);
      await terminal.settled();
    }
    return;
  }
  const { renderSummary } = await import("../reports/summary.ts");
  terminal.write(renderSummary(response, { ...entryView(terminal.stdout), where: file?.path }));
}
