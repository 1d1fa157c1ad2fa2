/** How the templates mark what people have to write. Text from elsewhere has its brackets escaped. */
const OPEN = /\[\[fill:[^\]]*\]\]/g;

/** The record of a ticket holds its title as it was given, which may look like anything. */
const FRONT_MATTER = /^\uFEFF?---\s*\n[\s\S]*?\n---\s*(?:\n|$)/;

/** How many places of a document are still to be filled. */
export function countOpen(document: string): number {
  return document.replace(FRONT_MATTER, "").match(OPEN)?.length ?? 0;
}
