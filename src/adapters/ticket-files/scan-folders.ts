import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

import { comparePlaces, TICKETS_FOLDER, ticketPath } from "../../core/ticket-path.ts";
import type { TicketFolder, TicketPlace } from "../../ports/ticket-files.ts";
import { teamNameSchema, ticketKeySchema } from "../../schema/ticket.ts";
import { codeOf, writeFailure } from "../files/file-failure.ts";
import { readDocument } from "./read-document.ts";
import { keyOfBackup } from "./write-folder.ts";

/**
 * All tickets below `.ai/workflow`: folders named as keys, there or in folders named as teams.
 * Synchronous, because a thousand small files are read several times faster so.
 */
export function scanFolders(root: string): readonly TicketFolder[] {
  const entries = entriesOf(root, TICKETS_FOLDER);
  const folders = entries.flatMap((entry) => {
    const { name } = entry;
    if (!teamNameSchema.safeParse(name).success) return [];
    const inner = entry.isDirectory() ? entriesOf(root, `${TICKETS_FOLDER}/${name}`) : [];
    if (isKey(name) && !isTeam(inner)) return lookAt(root, { key: name }, entry) ?? [];
    const tickets = inner.filter((child) => isKey(child.name));
    return [
      ...tickets.flatMap((child) => lookAt(root, { key: child.name, team: name }, child) ?? []),
      ...interrupted(inner, name),
    ];
  });
  return [...folders, ...interrupted(entries)].toSorted((a, b) => comparePlaces(a.place, b.place));
}

/** A name such as TEAM-A could be a key as well; a folder that holds tickets is a team. */
export function isTeam(entries: readonly Dirent[]): boolean {
  return entries.some((entry) => entry.isDirectory() && isKey(entry.name));
}

/** Nothing for a file or an empty folder: neither was meant as a ticket. */
function lookAt(root: string, place: TicketPlace, entry: Dirent): TicketFolder | undefined {
  const broken = (problem: string) => ({ kind: "broken", place, problem }) as const;
  if (entry.isSymbolicLink()) return broken("is a symbolic link");
  if (!entry.isDirectory()) return undefined;
  const reading = readDocument(root, `${ticketPath(place)}/README.md`);
  if (reading.kind === "text") return { kind: "ticket", place, readme: reading.text };
  if (reading.kind === "refused") return broken(`has a README.md that ${reading.problem}`);
  return entriesOf(root, ticketPath(place)).length === 0 ? undefined : broken("has no README.md");
}

/** Tickets whose replacement ended between its two moves, so that only the former folder is there. */
function interrupted(entries: readonly Dirent[], team?: string): readonly TicketFolder[] {
  const names = new Set(entries.map(({ name }) => name));
  return entries.flatMap(({ name }) => {
    const key = keyOfBackup(name);
    if (key === undefined || names.has(key)) return [];
    const place = team === undefined ? { key } : { key, team };
    const problem = `is gone since its replacement was cut short; rename ${name} beside it to ${key}`;
    return [{ kind: "broken", place, problem } as const];
  });
}

export function isKey(name: string): boolean {
  return ticketKeySchema.safeParse(name).success;
}

/** Nothing where there is no such folder. */
export function entriesOf(root: string, path: string): readonly Dirent[] {
  try {
    return readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw writeFailure(error, path);
  }
}
