import { posix } from "node:path";

import type { CheckedTicket } from "../../core/check/checked-ticket.ts";
import { type FoundReference, referencesOf } from "../../core/check/reference-findings.ts";
import type { Repository } from "../../ports/code-host.ts";
import type { SourceFiles } from "../../ports/source-files.ts";
import { codePath } from "../code-paths.ts";

/** The relative links of all tickets, by key, looked up at once. Nothing lies outside of the repository. */
export async function readReferences(
  tickets: readonly CheckedTicket[],
  {
    sources,
    repository,
  }: { readonly sources: SourceFiles; readonly repository: Repository | undefined },
): Promise<ReadonlyMap<string, readonly FoundReference[]>> {
  const folder = repository?.folder ?? "";
  const all = tickets.flatMap((checked) =>
    referencesOf(checked).map((reference) => {
      const way = posix.join(checked.path, reference.path);
      const path = codePath(folder, way);
      // Linked code is judged as such, once, and not for the table of the README that shows it.
      const isLinked = checked.ticket.links.some((link) => link.path === path);
      return { key: checked.ticket.ticket, reference, way, path, isLinked };
    }),
  );
  const inside = all.filter(({ path, isLinked }) => path !== undefined && !isLinked);
  const ways = [...new Set(inside.map(({ way }) => way))];
  const found = await sources.look(ways);
  const there = new Set(ways.filter((_way, index) => found[index] !== undefined));
  const references = new Map<string, FoundReference[]>();
  for (const { key, reference, way, isLinked } of all) {
    const own = references.get(key) ?? [];
    own.push({ ...reference, isThere: isLinked || there.has(way) });
    references.set(key, own);
  }
  return references;
}
