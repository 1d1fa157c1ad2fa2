import { allAdvice, reviewsInOrder, type Epic } from "./epic-order.ts";
import { code, inline } from "./markdown-text.ts";
import { oneLine } from "./terminal-text.ts";
import { personaTitle } from "./words.ts";

/** Ids of recommendations as links to where they are described. */
export interface Links {
  readonly to: (id: string) => string;
  /** Several, as one line. */
  readonly all: (ids: readonly string[]) => string;
}

/** Letters and punctuation that every slug algorithm treats alike. */
const PLAIN_HEADING = /^[\p{L}\p{N}_ ,.'"():;/%?!-]+$/u;

/**
 * The id that GitHub and GitLab give to a heading. They differ on runs of hyphens and on rarer
 * characters; such a heading has no anchor here, and its links lead to its persona instead.
 */
export function anchorOf(title: string): string | undefined {
  const text = oneLine(title);
  if (!PLAIN_HEADING.test(text)) return undefined;
  const slug = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");
  return slug === "" || /--|^-|-$/.test(slug) ? undefined : slug;
}

export function linksOf(epic: Epic, reserved: readonly string[]): Links {
  const advice = allAdvice(epic);
  const personas = reviewsInOrder(epic).map(({ persona }) => personaTitle(persona.name));
  const taken = countAnchors([
    epic.title,
    ...reserved,
    ...personas,
    ...advice.map(({ recommendation }) => recommendation.title),
  ]);
  const links = new Map(
    advice.toReversed().map(({ persona, recommendation: { id, title } }) => {
      const own = anchorOf(title);
      const unique = own !== undefined && taken.get(own) === 1;
      return [id, `[${inline(title) || code(id)}](#${unique ? own : persona})`];
    }),
  );
  const to = (id: string) => links.get(id) ?? (id === "baseline" ? "the feature itself" : code(id));
  return { to, all: (ids) => ids.map(to).join("; ") };
}

function countAnchors(titles: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const title of titles) {
    const anchor = anchorOf(title);
    if (anchor !== undefined) counts.set(anchor, (counts.get(anchor) ?? 0) + 1);
  }
  return counts;
}
