/**
 * Whether a standard that is cited exists, as far as that can be told: of the families below every
 * number is known, by the knowledge or by how many there are. What belongs to no family may exist.
 */
export function isKnownStandard(reference: string, citations: readonly string[]): boolean {
  if (citations.includes(reference)) return true;
  for (const { form, exists } of FAMILIES) {
    const [, number] = form.exec(reference) ?? [];
    if (number !== undefined) return exists(number, citations);
  }
  return true;
}

interface Family {
  /** With the number in a group of its own. */
  readonly form: RegExp;
  readonly exists: (number: string, citations: readonly string[]) => boolean;
}

const listedAs =
  (prefix: string): Family["exists"] =>
  (number, citations) =>
    citations.some(
      (citation) =>
        citation === `${prefix}${number}` ||
        citation.startsWith(`${prefix}${number}.`) ||
        citation.startsWith(`${prefix}${number} `),
    );

const upTo =
  (most: number): Family["exists"] =>
  (number) =>
    Number(number) >= 1 && Number(number) <= most;

const FAMILIES: readonly Family[] = [
  { form: /\bASVS\b.*?[-\sV](\d{1,2}(?:\.\d{1,2}){0,2})$/i, exists: listedAs("ASVS v5.0.0-") },
  { form: /\bWCAG\b.*?\s(\d\.\d{1,2}\.\d{1,2})\b/i, exists: listedAs("WCAG 2.2 SC ") },
  { form: /\bGDPR\b.*?\bart(?:icle|\.)?\s?(\d{1,4})/i, exists: upTo(99) },
  { form: /\bPCI[\s-]?DSS\b.*?\breq(?:uirement|\.)?\s?(\d{1,3})/i, exists: upTo(12) },
  { form: /\bOWASP\b.*?\b(?:API|LLM|A)0?(\d{1,3}):/i, exists: upTo(10) },
];
