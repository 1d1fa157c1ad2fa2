import { EpicError } from "../../core/errors.ts";

/**
 * Bytes as text: UTF-8, or UTF-16 where a byte order mark says so. The mark itself is dropped.
 * Throws INVALID_INPUT for anything else, instead of putting replacement characters into an epic.
 */
export function decodeText(bytes: Uint8Array, what: string): string {
  const encoding = encodingOf(bytes);
  const text = decode(bytes, encoding, what);
  const binary = text.indexOf("\0");
  if (binary === -1) return text;
  throw new EpicError(
    "INVALID_INPUT",
    `${what} is binary, not text: it holds a NUL at character ${binary + 1}`,
  );
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

function decode(bytes: Uint8Array, encoding: string, what: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    const name = encoding.slice(0, 6).toUpperCase();
    throw new EpicError("INVALID_INPUT", `${what} is not valid ${name} text`, {
      cause: error,
      hint: "save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 <file>",
    });
  }
}
