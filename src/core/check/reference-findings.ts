import type { DocumentLine } from "../document-lines.ts";
import { anchorsOf, readReferences, type Reference } from "../document-references.ts";
import type { CheckedTicket } from "./checked-ticket.ts";
import type { CheckLevel, Finding } from "./finding.ts";

/** A relative link of a ticket's document. */
export interface TicketReference extends Reference {
  readonly file: string;
}

/** A link, and whether something lies where it points to, whether or not that is a document. */
export interface FoundReference extends TicketReference {
  readonly isThere: boolean;
}

export function referencesOf({ lines }: CheckedTicket): readonly TicketReference[] {
  return Object.entries(lines).flatMap(([file, own = []]) =>
    readReferences(own).map((reference) => Object.assign({ file }, reference)),
  );
}

/** What leads nowhere: to no file, or to no heading of a document of the ticket. */
export function referenceFindings(
  checked: CheckedTicket,
  references: readonly FoundReference[],
): readonly Finding[] {
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsIn = (file: string, lines: readonly DocumentLine[]) => {
    const known = anchors.get(file) ?? anchorsOf(lines);
    anchors.set(file, known);
    return known;
  };
  return references.flatMap((reference): Finding[] => {
    const file = reference.path === "" ? reference.file : reference.path.replace(/^\.\//, "");
    const lines = checked.lines[file];
    const { anchor } = reference;
    if (lines === undefined) {
      return reference.isThere ? [] : [broken(checked, reference, "error", "is not there")];
    }
    if (anchor === undefined || anchor === "" || anchorsIn(file, lines).has(anchor)) return [];
    return [broken(checked, reference, "warning", "has no such heading")];
  });
}

function broken(
  { ticket, path }: CheckedTicket,
  { file, line, target }: TicketReference,
  level: CheckLevel,
  problem: string,
): Finding {
  return {
    rule: "broken-reference",
    level,
    ticket: ticket.ticket,
    path: `${path}/${file}`,
    line,
    message: `${file} links to ${target}, which ${problem}`,
    hint: "mend the link, or take it out",
  };
}
