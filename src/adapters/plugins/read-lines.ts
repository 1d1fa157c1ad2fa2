import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

export interface LineReader {
  readonly maxBytes: number;
  readonly line: (text: string) => void;
  /** A line grew beyond `maxBytes`: what was read of it is dropped, and the rest of it. */
  readonly tooLong: () => void;
}

/** Hands over what comes in line by line, and never holds more than one line of the allowed length. */
export function readLines(stream: Readable, { maxBytes, line, tooLong }: LineReader): void {
  const decoder = new StringDecoder("utf8");
  let parts: string[] = [];
  let length = 0;
  let skipping = false;
  const end = (): void => {
    if (!skipping) line(parts.join(""));
    parts = [];
    length = 0;
    skipping = false;
  };
  const add = (text: string): void => {
    length += text.length;
    if (skipping) return;
    if (length <= maxBytes) parts.push(text);
    else {
      skipping = true;
      parts = [];
      tooLong();
    }
  };
  stream.on("data", (chunk: Buffer) => {
    const [first = "", ...more] = decoder.write(chunk).split("\n");
    add(first);
    for (const text of more) {
      end();
      add(text);
    }
  });
  stream.on("end", () => {
    if (length > 0) end();
  });
}
