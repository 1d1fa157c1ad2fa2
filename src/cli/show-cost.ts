import { reportSpending } from "../core/spending/report.ts";
import { usd } from "../core/spending/usd.ts";
import { renderSpending } from "../reports/spending.ts";
import { grouped } from "../reports/words.ts";
import type { RunState } from "../schema/run.ts";
import type { CliContext, GlobalFlags } from "./context.ts";
import { tableView } from "./views.ts";

/** What one run cost, however far it is. */
export async function showCost(
  reference: string,
  { context, globals }: { readonly context: CliContext; readonly globals: GlobalFlags },
): Promise<void> {
  const { terminal } = context;
  await using app = await context.openApp(globals, "read");
  const state = await app.coordinator.getStatus(reference);
  const report = reportSpending(await app.ledger.entries({ taskId: state.taskId }));
  if (globals.json) {
    const { maxCost, maxTokens } = state.request.options;
    const document = { taskId: state.taskId, limits: { maxCost, maxTokens }, ...report };
    terminal.write(`${JSON.stringify(document, undefined, 2)}\n`);
    return;
  }
  const text = renderSpending(report, ["personas", "models"], tableView(terminal.stdout));
  terminal.write(`${text}${limits(state)}`);
}

function limits({ request: { options } }: RunState): string {
  const { maxCost, maxTokens } = options;
  const named = [
    ...(maxCost === undefined ? [] : [usd(maxCost)]),
    ...(maxTokens === undefined ? [] : [`${grouped(maxTokens)} tokens`]),
  ];
  return named.length === 0 ? "" : `Limit   ${named.join(", ")}\n`;
}
