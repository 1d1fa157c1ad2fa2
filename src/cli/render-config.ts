import type { ConfigLeaf } from "../core/config.ts";
import { isMapping } from "../core/config.ts";
import { renderTable, type TableView } from "../reports/tables.ts";

/** A configuration as YAML that could be a file of its own. */
export function renderConfig(config: object): string {
  return renderMembers(config, "");
}

function renderMembers(mapping: object, indent: string): string {
  return Object.entries(mapping)
    .map(([key, value]) =>
      isMapping(value) && Object.keys(value).length > 0
        ? `${indent}${key}:\n${renderMembers(value, `${indent}  `)}`
        : `${indent}${key}: ${scalar(value)}\n`,
    )
    .join("");
}

/** JSON is YAML; plain words need no quotes. */
function scalar(value: unknown): string {
  if (typeof value === "string" && PLAIN.test(value) && !RESERVED.test(value)) return value;
  return JSON.stringify(value);
}

const PLAIN = /^[A-Za-z][\w-]*$/;
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

export function renderOrigins(leaves: readonly ConfigLeaf[], view: TableView): string {
  return renderTable(
    leaves.map(({ path, value, origin }) => [path, scalar(value), origin]),
    [{ title: "KEY" }, { title: "VALUE" }, { title: "ORIGIN", flexible: true }],
    view,
  );
}
