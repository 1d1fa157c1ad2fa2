/** Words that a text of any subject has. */
const COMMON = new Set(
  "a an and are as at be been but by can could do does for from had has have how if in into is it its may more must no not of on one or our shall should so such than that the their them then there these they this to was we were what when where which while who will with would you your".split(
    " ",
  ),
);

/** What somebody typed, as words to be looked for. */
export function searchWords(text: string): readonly string[] {
  return [...new Set(text.normalize("NFC").match(/[\p{L}\p{N}]+/gu))];
}

/** The words that say most about a text: long enough, not common, the first `limit` of them. */
export function tellingWords(text: string, limit: number): readonly string[] {
  const words = searchWords(text.toLowerCase());
  return words.filter((word) => word.length > 2 && !COMMON.has(word)).slice(0, limit);
}
