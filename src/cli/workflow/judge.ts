import { Command } from "commander";

import type { JudgeRequest } from "../../app/tickets.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { choiceArgument } from "./choice-argument.ts";
import { APPROVAL_NAMES } from "./choices.ts";
import { openTickets } from "./open-tickets.ts";

interface JudgeFlags {
  readonly as: string;
  readonly reason?: string;
  readonly sign?: string;
}

export function approveCommand(context: CliContext): Command {
  const command = judgeCommand("approve")
    .summary("approve a document as it is now")
    .description(
      "Approves a document of a ticket as it is now; an edit voids the approval. Stakeholders approve the requirements, the tech lead the design, the team the plan.",
    )
    .option("--reason <reason>", "why, in a sentence");
  return command.action(judge(command, "approved", context));
}

export function rejectCommand(context: CliContext): Command {
  const command = judgeCommand("reject")
    .summary("reject a document as it is now")
    .description("Rejects a document of a ticket; an approved ticket goes back to PLANNING.")
    .requiredOption("--reason <reason>", "what has to change, in a sentence");
  return command.action(judge(command, "rejected", context));
}

function judgeCommand(name: string): Command {
  return new Command(name)
    .argument("<key>", "key of the ticket, as in AEC-456")
    .addArgument(choiceArgument("document", "what is judged", APPROVAL_NAMES))
    .requiredOption("--as <role>", "in which role: stakeholder, tech-lead, team or as configured")
    .option("--sign <key>", "sign it with this SSH key, as in ~/.ssh/id_ed25519");
}

function judge(command: Command, verdict: JudgeRequest["verdict"], context: CliContext) {
  return async (key: string, document: JudgeRequest["document"], flags: JudgeFlags) => {
    const globals = globalFlags(command);
    const { renderStep } = await import("./render-tickets.ts");
    const tickets = await openTickets(context, globals);
    const { as: role, reason, sign: signWith } = flags;
    const ticket = await tickets.judge({ key, document, verdict, role, reason, signWith });
    context.terminal.write(
      globals.json ? `${JSON.stringify(ticket, undefined, 2)}\n` : renderStep(ticket),
    );
  };
}
