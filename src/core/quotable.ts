import { SECRETS } from "./secrets.ts";

/**
 * What a quote leaves out: what could identify or harm somebody where the review is shown, and what is
 * not prose (addresses, markup, code, words that are themselves quoted).
 */
const UNQUOTABLE: readonly RegExp[] = [
  ...SECRETS.map(({ pattern }) => pattern),
  /[^\s<>"]{1,64}@[^\s<>"]{1,255}/,
  // Cards, accounts, telephones, insurance numbers: nine digits and more.
  /\b\d(?:[ .-]?\d){8,40}/,
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/,
  /\b[a-z][a-z0-9+.-]{1,15}:\/\/\S{1,2000}/i,
  /\bjavascript:\S{0,2000}/i,
  /\b\w{1,60}=\S{1,2000}/,
  /<[a-z!/][^<>]{0,300}>?/i,
  /\{[^{}]{0,300}\}?/,
  /(?=\D{0,200}\d)\S{24,2000}/,
  /["“”„]/,
];

const ANY = new RegExp(UNQUOTABLE.map(({ source }) => `(?:${source})`).join("|"), "gi");

/** What all of these have one of; most sentences have none, and are spared the search for the rest. */
const SUSPECT = /[\d@<>{}="“”„:]|-{5}|\S{15}/;

/** The longest stretch of a quote that may be shown, still as it stands; empty where there is none. */
export function quotable(quote: string): string {
  const stretches = SUSPECT.test(quote) ? quote.split(ANY) : [quote];
  return stretches
    .map((stretch) => stretch.replace(/^[^\p{L}\p{N}(`'‘]+|[\s,;:([`'‘-]+$/gu, ""))
    .reduce((longest, stretch) => (stretch.length > longest.length ? stretch : longest), "");
}
