import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { tableView } from "../views.ts";

export function schemaCommand(context: CliContext): Command {
  const command = new Command("schema")
    .summary("print the JSON Schema of a contract")
    .description("Prints the JSON Schema of a contract, or lists the contracts.")
    .argument("[name]", "name of a contract, as in EpicResponse");
  return command.action(async (name: string | undefined) => {
    const { terminal } = context;
    const { CONTRACTS, jsonSchemaOf } = await import("../contracts.ts");
    if (name !== undefined) {
      terminal.write(`${JSON.stringify(jsonSchemaOf(name), undefined, 2)}\n`);
      return;
    }
    const contracts = Object.entries(CONTRACTS).map(([each, { about }]) => ({ name: each, about }));
    if (globalFlags(command).json) {
      terminal.write(`${JSON.stringify(contracts, undefined, 2)}\n`);
      return;
    }
    const { renderTable } = await import("../../reports/tables.ts");
    const rows = contracts.map((contract) => [contract.name, contract.about]);
    const columns = [{ title: "CONTRACT" }, { title: "WHAT IT IS", flexible: true }];
    terminal.write(renderTable(rows, columns, tableView(terminal.stdout)));
  });
}
