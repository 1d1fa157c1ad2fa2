import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { decodeText } from "../files/decode-text.ts";
import { codeOf } from "../files/file-failure.ts";

export type DocumentReading =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  /** `problem` ends a sentence that begins with the file. */
  | { readonly kind: "refused"; readonly problem: string };

const MAX_BYTES = 1024 * 1024;

/** Follows no symbolic link and waits for no pipe: only a real file of moderate size is a document. */
export function readDocument(root: string, path: string): DocumentReading {
  try {
    const stats = lstatSync(join(root, path));
    if (stats.isSymbolicLink()) return refused("is a symbolic link");
    if (!stats.isFile()) return refused("is not a file");
    if (stats.size > MAX_BYTES) return refused(`is larger than ${MAX_BYTES} bytes`);
    return { kind: "text", text: decodeText(readFileSync(join(root, path)), "") };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "absent" };
    if (error instanceof EpicError) return refused(error.message.trim());
    return refused(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refused(problem: string): DocumentReading {
  return { kind: "refused", problem };
}
