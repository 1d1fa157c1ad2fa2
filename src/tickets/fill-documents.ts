import { EpicError } from "../core/errors.ts";
import { fillTemplate } from "../core/template.ts";
import { TEMPLATES_FOLDER, ticketPath } from "../core/ticket-path.ts";
import type { Documents, TicketFiles, TicketPlace } from "../ports/ticket-files.ts";
import type { EpicResponse } from "../schema/epic.ts";
import { type Ticket, TICKET_FILES } from "../schema/ticket.ts";
import { ticketValues } from "./documents/ticket-values.ts";
import { readFolder } from "./read-folder.ts";

export interface Filling {
  readonly files: TicketFiles;
  readonly author: string;
  readonly epic: EpicResponse | undefined;
}

export interface FilledDocuments {
  readonly documents: Documents;
  /** The templates that are the project's own. */
  readonly ownTemplates: readonly string[];
}

/** Throws INVALID_INPUT where a template cannot be filled, or gives a README without the record. */
export async function fillDocuments(
  ticket: Ticket,
  place: TicketPlace,
  { files, author, epic }: Filling,
): Promise<FilledDocuments> {
  const values = ticketValues(ticket, author, epic);
  const documents: Record<string, string> = {};
  const ownTemplates: string[] = [];
  for (const file of TICKET_FILES) {
    const template = await files.template(file);
    const text = fillTemplate(template, values);
    if (file === "README.md") checkReadme(text, template.origin, place);
    if (template.origin.startsWith(TEMPLATES_FOLDER)) ownTemplates.push(template.origin);
    documents[file] = text;
  }
  return { documents, ownTemplates };
}

/** A template of the project may have lost the front matter that keeps the state. */
function checkReadme(readme: string, origin: string, place: TicketPlace): void {
  const entry = readFolder({ kind: "ticket", place, readme });
  if (entry.kind === "ticket") return;
  const problem = entry.problem.replace(`${ticketPath(place)}/README.md: `, "");
  throw new EpicError(
    "INVALID_INPUT",
    `The template ${origin} does not keep the ticket: ${problem}`,
    {
      hint: "it must begin with a line ---, a line {{frontMatter}} and a line ---",
    },
  );
}
