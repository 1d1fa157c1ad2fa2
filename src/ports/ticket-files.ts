import type { Template } from "../core/template.ts";
import type { TicketFile } from "../schema/ticket.ts";

/** Where a ticket lives: `.ai/workflow/<KEY>`, or `.ai/workflow/<TEAM>/<KEY>`. */
export interface TicketPlace {
  readonly key: string;
  readonly team?: string;
}

/** Texts by file name. */
export type Documents = Readonly<Record<string, string>>;

/** What a look over all tickets finds in one folder. */
export type TicketFolder = { readonly place: TicketPlace } & (
  | { readonly kind: "ticket"; readonly readme: string }
  /** `problem` ends a sentence that begins with the folder. */
  | { readonly kind: "broken"; readonly problem: string }
);

export interface Writing {
  /** Without it, a folder that holds anything is left alone. */
  readonly replace: boolean;
}

export interface Written {
  /** Names of the files that were there before under the same name. */
  readonly replaced: readonly string[];
  /** Names of what else is in the folder and stays as it was. */
  readonly kept: readonly string[];
}

export interface DocumentChange {
  /** The text that the change was made from. */
  readonly before: string;
  readonly after: string;
}

/**
 * The folders of all tickets of one project, and the templates for new ones. Keys and teams that it
 * is given are valid.
 *
 * Every method throws STORAGE_ERROR when the medium is full, read-only, cannot be read, or has
 * something else where a folder or file should be, and INVALID_INPUT for a symbolic link there.
 */
export interface TicketFiles {
  /** Every folder that is meant as a ticket, by team and key; those without team first. */
  list(): Promise<readonly TicketFolder[]>;
  /** The Markdown files of a ticket. Throws NOT_FOUND. */
  read(place: TicketPlace): Promise<Documents>;
  /**
   * Writes all documents or none, durable when the promise resolves. Throws INVALID_INPUT when the
   * ticket exists and may not be replaced, when its place is a team's, or its team a ticket.
   */
  write(place: TicketPlace, documents: Documents, writing: Writing): Promise<Written>;
  /**
   * Changes one document, whole or not at all. Throws STORAGE_ERROR when it is no longer as it was
   * before, or when somebody else is changing it; NOT_FOUND where there is no such document.
   */
  update(place: TicketPlace, file: string, change: DocumentChange): Promise<void>;
  /** The project's own template, else the one that ships. */
  template(file: TicketFile): Promise<Template>;
}
