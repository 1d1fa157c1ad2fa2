import type { TicketsApp } from "../../app/tickets.ts";
import type { CliContext, GlobalFlags } from "../context.ts";

/** Loads what the commands need only when one of them runs. */
export async function openTickets(
  { cwd, env }: CliContext,
  { config }: GlobalFlags,
): Promise<TicketsApp> {
  const app = await import("../../app/tickets.ts");
  return app.openTickets({ cwd, env, configFile: config });
}
