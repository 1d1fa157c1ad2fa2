import type { TicketCodeApp } from "../../app/ticket-code.ts";
import type { CliContext, GlobalFlags } from "../context.ts";

/** Loads what the commands need only when one of them runs. */
export async function openTicketCode(
  { cwd, env }: CliContext,
  { config }: GlobalFlags,
): Promise<TicketCodeApp> {
  const app = await import("../../app/ticket-code.ts");
  return app.openTicketCode({ cwd, env, configFile: config });
}
