import type { Advice, Traced } from "../../core/ticket-ids.ts";
import { levelOf } from "../../core/ticket-outline.ts";
import { code, inline, quoted, table } from "../../reports/markdown-text.ts";
import { rationaleOf } from "../../reports/rationale.ts";
import { enumerate, personaWords, range } from "../../reports/words.ts";
import type { Effort } from "../../schema/vocabulary.ts";

/** What is still to be written, in the one way that a check recognises. Foreign text cannot look like it. */
export function fill(what: string): string {
  return `[[fill: ${what}]]`;
}

/** Where something comes from, so that it can be followed back to the epic. */
export function source({ persona, recommendation }: Advice): string {
  return `${code(recommendation.id)} (${inline(personaWords(persona))})`;
}

/** What is asked for, with the reason behind it. */
export function demand({ recommendation }: Advice): string {
  const title = inline(recommendation.title);
  const reason = inline(rationaleOf(recommendation));
  return reason === "" ? `**${title}**` : `**${title}**: ${reason}`;
}

/** As a row of a table of requirements. */
export function requirementRow(traced: Traced): string[] {
  return [traced.id, demand(traced), levelOf(traced), source(traced)];
}

/** The words of the description that caused it; empty where none are known. */
export function evidenceOf({ recommendation: { evidence } }: Advice): string {
  return enumerate(evidence.map(({ quote }) => quoted(quote)));
}

export function effortText(effort: Effort | undefined): string {
  if (!effort) return fill("person-days");
  const days = range(effort.low, effort.high);
  return days === "1" ? "1 person-day" : `${days} person-days`;
}

/** Ids joined, or a word where there are none. */
export function idList(ids: readonly string[], none: string): string {
  return ids.length === 0 ? none : ids.join(", ");
}

/** A block for items; without any, the template speaks. */
export function blockOf<T>(
  items: readonly T[],
  render: (items: readonly T[]) => string,
): string | undefined {
  return items.length === 0 ? undefined : render(items);
}

export function plainTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return table(
    titles.map((title) => ({ title })),
    rows,
  );
}
