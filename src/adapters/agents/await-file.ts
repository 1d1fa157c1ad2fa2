import { readFile, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { EpicError } from "../../core/errors.ts";

const POLL_MS = 100;

/** So long nobody writes to a file that is finished, though it is no JSON. */
const SETTLED_MS = 1000;

/**
 * The text of a file that somebody else is to write, once it is whole: an agent may hand over and
 * return before its work is done. Rejects with the reason of `signal`.
 */
export async function awaitFile(
  file: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  for (;;) {
    signal.throwIfAborted();
    const text = await readWhole(file, maxBytes);
    if (text !== undefined) return text;
    await sleep(POLL_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** Undefined until the file is there and finished. */
async function readWhole(file: string, maxBytes: number): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile() || found.size === 0) return undefined;
  if (found.size > maxBytes) {
    const limit = `${Math.round(maxBytes / 1024)} KB`;
    throw new EpicError("VALIDATION_FAILED", `The answer file is larger than ${limit}`, {
      hint: "let the agent answer with the review alone",
    });
  }
  const text = await readFile(file, "utf8");
  return isJson(text) || Date.now() - found.mtimeMs > SETTLED_MS ? text : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
