import { EpicError } from "../../core/errors.ts";
import { chunksOf } from "./read-text.ts";

/** A line, counted from 1, or what is wrong with it. */
export type TextLine =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly error: EpicError };

/** The lines of a file, a device or a pipe. Throws as `readTextFile` does. */
export function readFileLines(file: string, maxBytes: number): AsyncIterable<TextLine> {
  return readLines(chunksOf(file, file), maxBytes);
}

/**
 * The lines of a stream, one after the other: no more is read than is asked for. One that is too
 * long, or no UTF-8, is a fault of its own, and those after it are read all the same.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<TextLine> {
  let line = 0;
  let size = 0;
  let parts: Uint8Array[] = [];
  const take = (): TextLine => {
    line += 1;
    const text = size > maxBytes ? undefined : decode(Buffer.concat(parts));
    const long = size > maxBytes;
    size = 0;
    parts = [];
    if (text !== undefined) return { line, text };
    return { line, error: long ? tooLong(line, maxBytes) : notUtf8(line) };
  };
  const keep = (part: Uint8Array) => {
    size += part.byteLength;
    // What is too long is counted and let go of.
    if (size > maxBytes) parts = [];
    else parts.push(part);
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    // A copy, as a reader may use its buffer again.
    if (from < chunk.byteLength) keep(chunk.slice(from));
  }
  if (size > 0) yield take();
}

const NEWLINE = 10;

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function tooLong(line: number, maxBytes: number): EpicError {
  return new EpicError("INVALID_INPUT", `Line ${line} is longer than ${maxBytes} bytes`, {
    hint: "shorten its description, or raise limits.descriptionBytes",
  });
}

function notUtf8(line: number): EpicError {
  return new EpicError("INVALID_INPUT", `Line ${line} is not in UTF-8`, {
    hint: "write the file in UTF-8, one JSON document in each line",
  });
}
