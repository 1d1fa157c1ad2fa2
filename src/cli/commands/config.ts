import { Command } from "commander";

import type { ConfigVerdict } from "../../app/inspect.ts";
import { CONFIG_VARIABLES } from "../../core/config-environment.ts";
import { EpicError } from "../../core/errors.ts";
import { capital } from "../../reports/words.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { printable } from "../printable.ts";
import type { Terminal } from "../terminal.ts";
import { tableView } from "../views.ts";

export function configCommand(context: CliContext): Command {
  return new Command("config")
    .summary("show or check the configuration")
    .description("Shows or checks the configuration.")
    .addHelpText("after", places)
    .addCommand(showCommand(context))
    .addCommand(validateCommand(context));
}

/** Where values come from, the last one winning, and what the environment may set. */
function places(): string {
  const variables = Object.entries(CONFIG_VARIABLES).map(
    ([name, path]) => `  ${name.padEnd(26)}${path.join(".")}\n`,
  );
  return `
Values come from, each over those before it:
  the defaults that ship
  epic-creator/config.yml below XDG_CONFIG_HOME or ~/.config
  config/epic-creator-v2.yml of the project, else .ai/config.yml, or what --config names
  environment variables:

${variables.join("")}
EPIC_STATE_DIR names the folder of the state instead of .ai/state.
`;
}

function showCommand(context: CliContext): Command {
  const command = new Command("show")
    .description("Shows the configuration in force.")
    .option("--origin", "say of each value where it comes from");
  return command.action(async ({ origin }: { readonly origin?: true }) => {
    const { json, quiet, config: configFile } = globalFlags(command);
    const { cwd, env, terminal } = context;
    const { inspectConfig, untrusted } = await import("../../app/inspect.ts");
    const { renderConfig, renderOrigins } = await import("../render-config.ts");
    const { leavesOf } = await import("../../core/config.ts");
    const { config, layers, warnings } = await inspectConfig({ cwd, env, configFile });
    if (!quiet) {
      for (const warning of warnings) terminal.warn(`warning: ${printable(warning)}`);
      for (const stranger of await untrusted({ cwd, env, configFile })) {
        terminal.warn(`warning: ${printable(stranger)}: epic trust shows what it would do`);
      }
    }
    if (json) {
      const document = origin ? leavesOf(layers) : config;
      terminal.write(`${JSON.stringify(document, undefined, 2)}\n`);
    } else if (origin) terminal.write(renderOrigins(leavesOf(layers), tableView(terminal.stdout)));
    else terminal.write(renderConfig(config));
  });
}

function validateCommand(context: CliContext): Command {
  const command = new Command("validate")
    .description("Checks a configuration file, or all that is in force.")
    .argument("[file]", "only this file");
  return command.action(async (file: string | undefined) => {
    const { json, quiet, config: configFile } = globalFlags(command);
    const { cwd, env, terminal } = context;
    const { validateConfig } = await import("../../app/inspect.ts");
    const verdict = await validateConfig({ cwd, env, configFile }, file);
    const { problems, warnings, origins } = verdict;
    if (!quiet) for (const warning of warnings) terminal.warn(`warning: ${printable(warning)}`);
    if (problems.length > 0) throw invalid(problems, json, terminal);
    if (json)
      terminal.write(`${JSON.stringify({ valid: true, origins, warnings }, undefined, 2)}\n`);
    else terminal.write(`valid: ${["the defaults", ...origins].join(", ")}\n`);
  });
}

/** A single document has to hold all the faults; a person is told them one by one before. */
function invalid(
  problems: ConfigVerdict["problems"],
  json: boolean,
  terminal: Terminal,
): EpicError {
  const [only, ...more] = problems;
  if (only && more.length === 0) {
    const { message, hint = "epic schema Config says what is allowed" } = only;
    return new EpicError("INVALID_INPUT", message, { hint });
  }
  const sentences = problems.map(({ message, hint }) =>
    hint === undefined ? message : `${message}. ${capital(hint)}`,
  );
  if (!json) for (const sentence of sentences) terminal.warn(printable(sentence));
  const all = json ? `: ${sentences.join("; ")}` : "";
  const message = `${problems.length} faults in the configuration${all}`;
  return new EpicError("INVALID_INPUT", message, {
    hint: "mend them, then type epic config validate again",
  });
}
