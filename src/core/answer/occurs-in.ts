/**
 * Whether words are quoted from a text: casing, white space, the form of quotation marks and dashes,
 * and what is left out at "..." do not count.
 */
export function occursIn(quoted: string, text: string): boolean {
  const whole = plain(text);
  let at = 0;
  for (const part of plain(quoted).split("...")) {
    const words = part.replaceAll(/^[\s"'.,;:]+|[\s"'.,;:]+$/g, "");
    const found = whole.indexOf(words, at);
    if (found === -1) return false;
    at = found + words.length;
  }
  return at > 0;
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[‘’‚‛`´]/g, "'")
    .replaceAll(/[“”„‟«»]/g, '"')
    .replaceAll(/[‐-―−]/g, "-")
    .replaceAll(/\s+/g, " ");
}
