import { Command } from "commander";

import type { PersonasOptions } from "../../app/personas.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { tableView } from "../views.ts";

export function personasCommand(context: CliContext): Command {
  return new Command("personas")
    .summary("look at the personas that review, and add some of your own")
    .description("Looks at the personas that review, and adds some of your own.")
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(checkCommand(context))
    .addCommand(newCommand(context))
    .addCommand(addCommand(context));
}

function optionsOf(command: Command, { cwd, env }: CliContext): PersonasOptions {
  return { cwd, env, configFile: globalFlags(command).config };
}

function listCommand(context: CliContext): Command {
  const command = new Command("list").description(
    "Lists the personas in review order, as the configuration has them.",
  );
  return command.action(async () => {
    const { listPersonas } = await import("../../app/personas.ts");
    const personas = await listPersonas(optionsOf(command, context));
    const { renderPersonas } = await import("../render-personas.ts");
    print(command, context, personas, () =>
      renderPersonas(personas, tableView(context.terminal.stdout)),
    );
  });
}

function showCommand(context: CliContext): Command {
  const command = new Command("show")
    .description("Shows one persona: who it is, what it looks at, and who answers for it.")
    .argument("<name>", "as in security-specialist");
  return command.action(async (name: string) => {
    const { showPersona } = await import("../../app/personas.ts");
    const persona = await showPersona(optionsOf(command, context), name);
    const { renderPersona } = await import("../render-personas.ts");
    print(command, context, persona, () =>
      renderPersona(persona, { columns: context.terminal.stdout.columns }),
    );
  });
}

interface CheckFlags {
  readonly deep?: true;
  readonly egress: boolean;
}

function checkCommand(context: CliContext): Command {
  const command = new Command("check")
    .description("Checks personas and who answers for them, and says what is missing.")
    .argument("[name]", "only this one")
    .option("--no-egress", "call nobody beyond this machine")
    .option("--deep", "ask each one for a review of a small epic, which may cost something");
  return command.action(async (name: string | undefined, { deep, egress }: CheckFlags) => {
    const { checkPersonas } = await import("../../app/check-personas.ts");
    const { signal } = context.terminal;
    const options = {
      ...optionsOf(command, context),
      deep: deep === true,
      allowEgress: egress,
      signal,
    };
    const checks = await checkPersonas(options, name);
    const { renderChecks } = await import("../render-inspection.ts");
    print(command, context, checks, () => renderChecks(checks, context.terminal.stdout));
    if (checks.some(({ status }) => status === "failed")) context.gateFailed();
  });
}

function newCommand(context: CliContext): Command {
  const command = new Command("new")
    .description("Writes a persona to begin with, which reviews from then on.")
    .argument("<name>", "kebab-case, as in legal-counsel");
  return command.action(async (name: string) => {
    const { newPersona } = await import("../../app/change-personas.ts");
    const file = await newPersona(optionsOf(command, context), name);
    print(command, context, { name, file }, () => `written: ${file}\n`);
  });
}

function addCommand(context: CliContext): Command {
  const command = new Command("add")
    .description("Takes a pack of personas into the project, and records what it was.")
    .argument("<package|path>", "an installed npm package, or a folder");
  return command.action(async (source: string) => {
    const { addPack } = await import("../../app/change-personas.ts");
    const pack = await addPack(optionsOf(command, context), source);
    const { name, version, personas, integrity } = pack;
    print(
      command,
      context,
      pack,
      () => `added: ${name}@${version} with ${personas.join(", ")}\n${integrity}\n`,
    );
  });
}

function print(
  command: Command,
  { terminal }: CliContext,
  result: unknown,
  render: () => string,
): void {
  const { json } = globalFlags(command);
  terminal.write(json ? `${JSON.stringify(result, undefined, 2)}\n` : render());
}
