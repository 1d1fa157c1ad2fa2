import { linkText } from "../core/code-link.ts";
import { EpicError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import type { CodeHost } from "../ports/code-host.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { Link } from "../schema/ticket.ts";
import { codePath } from "./code-paths.ts";
import { findTicket } from "./find-ticket.ts";
import { type LinkRequest, type LinkResult, saveLinks } from "./link-code.ts";

/**
 * Takes links out of a ticket: those of a path with all its names, or of one name in it; of one
 * requirement, where one is given. The code need not be there any more. Throws NOT_FOUND for what is
 * not linked, and as findTicket does.
 */
export async function unlinkCode(
  { key, targets, requirement }: Omit<LinkRequest, "author">,
  { files, code }: { readonly files: TicketFiles; readonly code: CodeHost },
): Promise<Omit<LinkResult, "linked"> & { readonly unlinked: readonly Link[] }> {
  const found = await findTicket(key, files);
  const folder = (await code.repository())?.folder ?? "";
  const { links } = found.ticket;
  const unlinked = new Set<Link>();
  for (const target of targets) {
    const path = codePath(folder, target) ?? target;
    const meant = links.filter(
      (link) =>
        (link.path === path || linkText(link) === path) &&
        (requirement === undefined || link.requirement === requirement),
    );
    if (meant.length === 0) throw notLinked(key, path, links);
    for (const link of meant) unlinked.add(link);
  }
  const kept = links.filter((link) => !unlinked.has(link));
  return { ticket: await saveLinks(found, kept, folder, files), unlinked: [...unlinked] };
}

function notLinked(key: string, path: string, links: readonly Link[]): EpicError {
  const known = links.map(linkText);
  const all = known.length === 0 ? "nothing is linked yet" : `linked are ${known.join(", ")}`;
  return new EpicError("NOT_FOUND", `${key} has no such link to ${JSON.stringify(path)}`, {
    hint: didYouMean(path, known) ?? all,
  });
}
