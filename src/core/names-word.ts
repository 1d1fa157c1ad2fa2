/** Whether a text has this word, whole: "AEC-456-b" and "AEC-4567" do not name AEC-456, "(AEC-456)" does. */
export function namesWord(text: string, word: string): boolean {
  const before = String.raw`(?<![\p{L}\p{N}_]|[\p{L}\p{N}_]-)`;
  const after = String.raw`(?![\p{L}\p{N}_]|-[\p{L}\p{N}_])`;
  return new RegExp(`${before}${escapeRegExp(word)}${after}`, "u").test(text);
}

/** The text as a pattern for itself. */
export function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
