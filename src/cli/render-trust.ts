import type { ProjectTrust, Trusted, TrustView } from "../app/trust.ts";
import { renderTable, type TableView } from "../reports/tables.ts";
import { count } from "../reports/words.ts";
import type { TrustRecord } from "../schema/plugin.ts";
import { printable } from "./printable.ts";

/** What was done, and what to hand to CI. */
export function describeTrusted({ kind, name, path, says, sha256, covers }: Trusted): string {
  const isCode = kind === "file" || kind === "package";
  const [, ...others] = covers;
  const more =
    isCode && others.length > 0 ? `, with ${count(others.length, "more file")} that it names` : "";
  const all = covers.length > 50 ? [] : isCode ? others : covers;
  const what = isCode ? path : `${name}: ${String(says)}`;
  const files = all.map((file) => `  ${printable(file.path)}\n`);
  return `trusted: ${printable(what)}${more}\n${files.join("")}sha256:${sha256}\n`;
}

export function describeAll(trusted: readonly Trusted[]): string {
  return trusted.length === 0 ? ALL_TRUSTED : trusted.map(describeTrusted).join("");
}

const ALL_TRUSTED = "nothing of this project has to be trusted that is not\n";

export function describeRevoked(revoked: readonly TrustRecord[]): string {
  return revoked
    .map((record) => `revoked: ${printable(nameOf(record))}, sha256:${record.sha256}\n`)
    .join("");
}

function nameOf({ kind, name, path, says }: TrustRecord): string {
  return kind === "file" || kind === "package" ? path : `${name} of ${path}: ${String(says)}`;
}

/** What the project would do, whether it may, and what to type next. */
export function renderProject(subjects: readonly ProjectTrust[], view: TableView): string {
  if (subjects.length === 0) return "nothing of this project has to be trusted\n";
  const table = renderTable(
    subjects.map(({ what, use, record, state, change }) => [
      use,
      what,
      change === undefined ? state : `${state}: ${change}`,
      record.says ?? count(record.files, "file"),
      `sha256:${record.sha256}`,
    ]),
    [
      { title: "NAME" },
      { title: "IS" },
      { title: "STATE", flexible: true },
      { title: "WHAT", flexible: true },
      { title: "HASH" },
    ],
    view,
  );
  if (subjects.every(({ state }) => state === "trusted")) return table;
  return `${table}\nLook at each, then type epic trust <name>, or epic trust --all.\n`;
}

export function renderTrust(records: readonly TrustView[], view: TableView): string {
  if (records.length === 0) return "nothing is trusted\n";
  return renderTable(
    records.map((record) => [
      nameOf(record),
      record.state,
      record.at.slice(0, 10),
      `sha256:${record.sha256}`,
    ]),
    [
      { title: "TRUSTED", flexible: true },
      { title: "STATE" },
      { title: "SINCE" },
      { title: "HASH" },
    ],
    view,
  );
}
