import type { Trusted, TrustView } from "../app/trust.ts";
import { renderTable, type TableView } from "../reports/tables.ts";
import { count } from "../reports/words.ts";
import type { TrustRecord } from "../schema/plugin.ts";
import { printable } from "./printable.ts";

/** What was done, and what to hand to CI. */
export function describeTrusted({ path, sha256, covers }: Trusted): string {
  const [, ...others] = covers;
  const more = others.length > 0 ? `, with ${count(others.length, "more file")} that it names` : "";
  const all = covers.length > 50 ? [] : others.map((file) => `  ${printable(file.path)}\n`);
  return `trusted: ${printable(path)}${more}\n${all.join("")}sha256:${sha256}\n`;
}

export function describeRevoked(revoked: readonly TrustRecord[]): string {
  return revoked
    .map(({ path, sha256 }) => `revoked: ${printable(path)}, sha256:${sha256}\n`)
    .join("");
}

export function renderTrust(records: readonly TrustView[], view: TableView): string {
  if (records.length === 0) return "nothing is trusted\n";
  return renderTable(
    records.map(({ path, state, at, sha256 }) => [
      path,
      state,
      at.slice(0, 10),
      `sha256:${sha256}`,
    ]),
    [
      { title: "PLUGIN", flexible: true },
      { title: "STATE" },
      { title: "SINCE" },
      { title: "HASH" },
    ],
    view,
  );
}
