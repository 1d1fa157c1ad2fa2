import { open } from "node:fs/promises";

import { EpicError } from "../../core/errors.ts";
import { decodeText } from "./decode-text.ts";
import { readFailure } from "./file-failure.ts";

export interface TextLimits {
  /** For messages: "The description file epic.txt". */
  readonly what: string;
  readonly maxBytes: number;
  /** How to raise the limit, where that can be done. */
  readonly hint?: string;
}

/**
 * The text of a file, a device or a pipe. Stops reading where the limit is passed. Throws NOT_FOUND
 * or INVALID_INPUT: too large, a folder, unreadable, binary, or in no encoding we know.
 */
export async function readTextFile(file: string, limits: TextLimits): Promise<string> {
  return await readTextStream(chunksOf(file, limits.what), limits);
}

/** The text of a stream such as standard input, which is closed where the limit is passed. */
export async function readTextStream(
  chunks: AsyncIterable<Uint8Array>,
  limits: TextLimits,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > limits.maxBytes) throw tooLarge(limits);
    parts.push(chunk);
  }
  return decodeText(Buffer.concat(parts), limits.what);
}

const CHUNK_BYTES = 64 * 1024;

/** Throws NOT_FOUND or INVALID_INPUT, with `what` as the name of the file. */
export async function* chunksOf(file: string, what: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file).catch((error: unknown) => {
    throw readFailure(error, what);
  });
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await handle.read(buffer).catch((error: unknown) => {
        throw readFailure(error, what);
      });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function tooLarge({ what, maxBytes, hint }: TextLimits): EpicError {
  return new EpicError("INVALID_INPUT", `${what} is larger than the limit of ${maxBytes} bytes`, {
    hint,
  });
}
