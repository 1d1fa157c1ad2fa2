import { Command } from "commander";

import type { EvidenceKind } from "../../schema/ticket.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { choiceArgument } from "./choice-argument.ts";
import { EVIDENCE_KINDS } from "./choices.ts";
import { openTickets } from "./open-tickets.ts";

export function recordCommand(context: CliContext): Command {
  const command = new Command("record")
    .summary("note what happened outside the documents")
    .description(
      "Notes in a ticket that there is a branch or code, or that it was tested, reviewed, merged or deployed: what the later steps of its life need.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456")
    .addArgument(choiceArgument("kind", "what happened", EVIDENCE_KINDS))
    .argument("<note>", "a link or a name that lets others look it up");
  return command.action(async (key: string, kind: EvidenceKind, note: string) => {
    const globals = globalFlags(command);
    const { renderStep } = await import("./render-tickets.ts");
    const tickets = await openTickets(context, globals);
    const ticket = await tickets.record({ key, kind, note });
    context.terminal.write(
      globals.json ? `${JSON.stringify(ticket, undefined, 2)}\n` : renderStep(ticket),
    );
  });
}
