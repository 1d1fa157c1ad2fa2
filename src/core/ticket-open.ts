/** Texts of a ticket's folder, by file name. */
export type TicketTexts = Readonly<Record<string, string | undefined>>;

/** How the templates mark what people have to write. Text from elsewhere has its brackets escaped. */
const OPEN = /\[\[fill:[^\]]*\]\]/g;

/** How core/merge-document.ts marks what two sides say differently, and Git what it could not merge. */
const CONFLICT = /^(?:<!-- conflict: as it was written -->|<{7}(?: .*)?)\r?$/gm;

/** The record of a ticket holds its title as it was given, which may look like anything. */
const FRONT_MATTER = /^\uFEFF?---\s*\n[\s\S]*?\n---\s*(?:\n|$)/;

/** How much of a document is still for people to do. */
export interface OpenPlaces {
  readonly places: number;
  readonly conflicts: number;
}

export function findOpen(document: string): OpenPlaces {
  const body = document.replace(FRONT_MATTER, "");
  return { places: count(body, OPEN), conflicts: count(body, CONFLICT) };
}

/** How many places of a document are still to be filled. */
export function countOpen(document: string): number {
  return findOpen(document).places;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
