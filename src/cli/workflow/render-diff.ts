/** A patch as it is, without what could steer the terminal. */
export function renderDiff(diff: string): string {
  return diff.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, (sign) =>
    sign === "\n" || sign === "\t" ? sign : "",
  );
}
