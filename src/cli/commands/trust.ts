import { Command } from "commander";

import { EpicError } from "../../core/errors.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { tableView } from "../views.ts";

interface TrustFlags {
  readonly all?: true;
  readonly list?: true;
  readonly revoke?: true;
}

export function trustCommand(context: CliContext): Command {
  const command = new Command("trust")
    .summary("let code, commands and addresses of a project be used on this machine")
    .description(
      "Lets what the files of a project name be run, or be sent a key, as it is now; once it\n" +
        "changes, it has to be trusted again. Without arguments it shows how each of them stands.",
    )
    .argument("[name]", "a file as in ./policy.mjs, an installed package, or a provider")
    .option("--all", "trust everything that this project names")
    .option("--list", "show what is trusted, of all projects")
    .option("--revoke", "trust it no longer; also takes a hash");
  command.addHelpText("after", EXAMPLES);
  return command.action(async (name: string | undefined, flags: TrustFlags) => {
    const { cwd, env, terminal } = context;
    const { json, config: configFile } = globalFlags(command);
    refuseContradiction(name, flags);
    const app = await import("../../app/trust.ts");
    const render = await import("../render-trust.ts");
    const show = <T>(value: T, text: (value: T) => string) =>
      terminal.write(json ? `${JSON.stringify(value, undefined, 2)}\n` : text(value));
    const here = { cwd, env, configFile };
    const view = tableView(terminal.stdout);
    if (flags.list) show(app.listTrust(here), (records) => render.renderTrust(records, view));
    else if (flags.all) show(await app.trustAll(here), render.describeAll);
    else if (name === undefined) {
      show(await app.projectTrust(here), (subjects) => render.renderProject(subjects, view));
    } else if (flags.revoke) show(app.revokeTrust(name, here), render.describeRevoked);
    else show(await app.trustOne(name, here), render.describeTrusted);
  });
}

function refuseContradiction(name: string | undefined, flags: TrustFlags): void {
  const { list, revoke, all } = flags;
  const given = [all && "--all", list && "--list", revoke && "--revoke"].filter(Boolean);
  const [first, second] = given;
  if (second) throw wrong(`${String(first)} and ${second} exclude each other`, "leave one out");
  if (first && first !== "--revoke" && name !== undefined) {
    throw wrong(`${first} takes no name, and "${name}" is one`, "leave one of the two out");
  }
  if (revoke && name === undefined) {
    throw wrong("Nothing says what to revoke", "name it; --list shows what is trusted");
  }
}

const wrong = (message: string, hint: string) => new EpicError("INVALID_INPUT", message, { hint });

const EXAMPLES = `
Examples:
  epic trust                        what this project would run, and whether it may
  epic trust ./plugins/policy.mjs
  epic trust reviewer               the command of a provider, with the files that it names
  EPIC_TRUST=sha256:... epic create --file epic.md   where nobody can type, as in CI`;
