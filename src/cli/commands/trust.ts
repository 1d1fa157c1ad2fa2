import { Command } from "commander";

import { EpicError } from "../../core/errors.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { tableView } from "../views.ts";

interface TrustFlags {
  readonly list?: true;
  readonly revoke?: true;
}

export function trustCommand(context: CliContext): Command {
  const command = new Command("trust")
    .summary("let the code of a plugin run on this machine")
    .description(
      "Lets the code of a plugin run, as it is now; once it changes, it has to be trusted again.",
    )
    .argument("[plugin]", "a file as in ./policy.mjs, or an installed package")
    .option("--list", "show what is trusted")
    .option("--revoke", "trust it no longer; also takes a hash");
  command.addHelpText("after", EXAMPLES);
  return command.action(async (plugin: string | undefined, flags: TrustFlags) => {
    const { cwd, env, terminal } = context;
    const { json } = globalFlags(command);
    refuseContradiction(plugin, flags);
    const app = await import("../../app/trust.ts");
    const render = await import("../render-trust.ts");
    const show = <T>(value: T, text: (value: T) => string) =>
      terminal.write(json ? `${JSON.stringify(value, undefined, 2)}\n` : text(value));
    const here = { cwd, env };
    if (plugin === undefined) {
      const view = tableView(terminal.stdout);
      show(app.listTrust(here), (records) => render.renderTrust(records, view));
    } else if (flags.revoke) show(app.revokeTrust(plugin, here), render.describeRevoked);
    else show(app.trustPlugin(plugin, here), render.describeTrusted);
  });
}

function refuseContradiction(plugin: string | undefined, { list, revoke }: TrustFlags): void {
  if (list && revoke) throw wrong("--list and --revoke exclude each other", "leave one out");
  if (list && plugin !== undefined) {
    throw wrong(`--list takes no plugin, and "${plugin}" is one`, "leave one of the two out");
  }
  if (!list && plugin === undefined) {
    throw wrong(
      "Nothing says what to trust",
      "name a file or package; --list shows what is trusted",
    );
  }
}

const wrong = (message: string, hint: string) => new EpicError("INVALID_INPUT", message, { hint });

const EXAMPLES = `
Examples:
  epic trust ./plugins/policy.mjs
  epic trust --list
  EPIC_TRUST=sha256:... epic create --file epic.md   where nobody can type, as in CI`;
