import { type EpicError, toEpicError } from "../core/errors.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { EpicRequest } from "../schema/request.ts";
import { openRequestQueue } from "./request-queue.ts";

/** One line of the input. */
export type BatchLine =
  | { readonly line: number; readonly request: EpicRequest }
  /** It is no request: that is told, and the others go on. */
  | { readonly line: number; readonly error: EpicError };

export type BatchResult =
  | { readonly line: number; readonly response: EpicResponse }
  | { readonly line: number; readonly error: EpicError };

export interface BatchParts {
  readonly review: (request: EpicRequest, signal: AbortSignal) => Promise<EpicResponse>;
  /** Results as they come. Resolves when the reader has taken it: nobody runs ahead of a slow one. */
  readonly emit: (result: BatchResult) => Promise<void>;
  /** Reviews at once. */
  readonly concurrency: number;
  /** Requests that are read before their turn, of which the most urgent goes first. */
  readonly depth: number;
}

export interface BatchTally {
  readonly reviewed: number;
  readonly failed: number;
  /** The most requests that ever waited. */
  readonly mostWaiting: number;
}

/**
 * Reviews request after request, several at once. The input is read as far as there is room for it,
 * so it may be endless. Throws what reading throws, once what was read is done with.
 */
export async function runBatch(
  lines: AsyncIterable<BatchLine>,
  signal: AbortSignal,
  { review, emit, concurrency, depth }: BatchParts,
): Promise<BatchTally> {
  const queue = openRequestQueue<Queued>(depth);
  const tally = { reviewed: 0, failed: 0, mostWaiting: 0 };

  async function tell(result: BatchResult): Promise<void> {
    if ("error" in result) tally.failed += 1;
    else tally.reviewed += 1;
    await emit(result);
  }

  async function read(): Promise<void> {
    try {
      for await (const each of lines) {
        if (signal.aborted) return;
        if ("error" in each) await tell(each);
        else await queue.put({ ...each, priority: each.request.metadata.priority ?? "medium" });
        tally.mostWaiting = Math.max(tally.mostWaiting, queue.waiting());
      }
    } finally {
      queue.close();
    }
  }

  async function work(): Promise<void> {
    for (let next = await queue.take(); next; next = await queue.take()) {
      // Those that wait are not begun any more; taking them lets whoever reads come to its end.
      if (signal.aborted) continue;
      await tell(await outcomeOf(next, signal, review));
    }
  }

  const workers = Array.from({ length: concurrency }, work);
  const [reading] = await Promise.allSettled([read(), ...workers]);
  if (reading.status === "rejected") throw reading.reason;
  return tally;
}

interface Queued extends Extract<BatchLine, { request: EpicRequest }> {
  readonly priority: NonNullable<EpicRequest["metadata"]["priority"]>;
}

async function outcomeOf(
  { line, request }: Queued,
  signal: AbortSignal,
  review: BatchParts["review"],
): Promise<BatchResult> {
  try {
    return { line, response: await review(request, signal) };
  } catch (error) {
    return { line, error: toEpicError(error) };
  }
}
