// Texts made comparable: one way to write quotes, dashes and spaces, and words down to their stems.

export function normalize(text) {
  return text
    .normalize("NFKC")
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\u2010-\u2015]/g, "-")
    .replace(/[ \t\r\f\v]+/g, " ")
    .trim();
}

/** One line of small letters. */
export function flatten(text) {
  return normalize(text).toLowerCase().replace(/\s+/g, " ");
}

export function wordsOf(text) {
  return flatten(text).match(/[\p{L}][\p{L}\p{N}'-]*/gu) ?? [];
}

export function stemsOf(text) {
  return wordsOf(text).map(stem);
}

/** Coarse on purpose: it only has to bring "payments" and "payment" together. */
function stem(word) {
  return word
    .replace(/'s$/, "")
    .replace(/ies$/, "y")
    .replace(/sses$/, "ss")
    .replace(/([^s])s$/, "$1")
    .replace(/(ing|ed)$/, "");
}

/** What two sets share, and the share of it in their union (Jaccard). */
export function overlap(a, b) {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return { common, share: common / (a.size + b.size - common || 1) };
}
