/** What a terminal shows after this output: lines, with the cursor movements that the program uses. */
export function screenAfter(output: string): readonly string[] {
  const lines: string[] = [""];
  let row = 0;
  let column = 0;

  function print(text: string): void {
    const line = lines[row] ?? "";
    lines[row] = line.slice(0, column) + text + line.slice(column + text.length);
    column += text.length;
  }

  function control(sequence: string): void {
    if (sequence.endsWith("A")) row -= Number(sequence.slice(2, -1));
    else if (sequence.endsWith("K")) lines[row] = (lines[row] ?? "").slice(0, column);
    else if (sequence === "\r") column = 0;
    else if (sequence === "\n") {
      row += 1;
      column = 0;
      lines[row] ??= "";
    }
  }

  // oxlint-disable-next-line no-control-regex -- terminal control is what is read here
  for (const [piece] of output.matchAll(/\u001B\[\d*[A-Za-z]|[\r\n]|[^\u001B\r\n]+/g)) {
    if ("\u001B\r\n".includes(piece.charAt(0))) control(piece);
    else print(piece);
  }
  return lines;
}
