import { isTestPath } from "../core/code-link.ts";
import { ticketPath } from "../core/ticket-path.ts";
import type { CodeHost, Commit, FileChange } from "../ports/code-host.ts";
import type { FoundTicket } from "./find-ticket.ts";

/** What the repository tells of the work on a ticket. */
export interface WorkFacts {
  /** That name the ticket, the latest first. */
  readonly commits: readonly Commit[];
  /** What they changed, by folder; the documents of tickets are not counted. */
  readonly parts: readonly ChangedPart[];
}

export interface ChangedPart {
  readonly folder: string;
  readonly code: Amount;
  readonly tests: Amount;
}

interface Amount {
  readonly files: number;
  readonly added: number;
  readonly removed: number;
}

/** Nothing where the project is in no repository. */
export async function readWork({ place }: FoundTicket, code: CodeHost): Promise<WorkFacts> {
  const repository = await code.repository();
  if (!repository) return { commits: [], parts: [] };
  const named = await code.commits({ naming: place.key });
  const changes = await code.changes({ commits: named.map(({ hash }) => hash) });
  const [planning = ""] = ticketPath(place).split("/");
  const work = changes.filter(({ path }) => !path.split("/").includes(planning));
  return { commits: named, parts: partsOf(work) };
}

function partsOf(changes: readonly FileChange[]): readonly ChangedPart[] {
  const folders = [...new Set(changes.map(({ path }) => folderOf(path)))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  return folders.map((folder) => {
    const own = changes.filter(({ path }) => folderOf(path) === folder);
    return {
      folder,
      code: amountOf(own.filter(({ path }) => !isTestPath(path))),
      tests: amountOf(own.filter(({ path }) => isTestPath(path))),
    };
  });
}

/** As deep as people speak of the parts of a system. */
function folderOf(path: string): string {
  return path.split("/").slice(0, -1).slice(0, 3).join("/") || ".";
}

function amountOf(changes: readonly FileChange[]): Amount {
  const sum = (key: "added" | "removed") =>
    changes.reduce((total, change) => total + change[key], 0);
  const files = new Set(changes.map(({ path }) => path)).size;
  return { files, added: sum("added"), removed: sum("removed") };
}
