import { toEpicError } from "../core/errors.ts";
import type { Settings } from "../core/settings.ts";
import type { Journal } from "./journal.ts";
import type { Observe } from "./progress.ts";

/** Keeps a run's lease alive and its progress saved while personas work. */
export interface Heartbeat {
  /** The caller's signal, aborted as well when the run is lost to another process. */
  readonly signal: AbortSignal;
  /** What a persona reports; saved with the next interval checkpoint. */
  readonly report: (persona: string, progress: string) => void;
  /** A persona that has settled has no progress left to save. */
  readonly settle: (persona: string) => void;
  readonly stop: () => void;
}

interface HeartbeatParts {
  readonly leaseMs: number;
  readonly settings: Pick<Settings, "checkpointIntervalMs">;
  readonly observe: Observe;
}

export function heartbeat(
  journal: Journal,
  { leaseMs, settings, observe }: HeartbeatParts,
  signal: AbortSignal,
): Heartbeat {
  const lost = new AbortController();
  const progress = new Map<string, string>();

  const renewal = every(leaseMs / 3, () => journal.renew());
  const interval = every(settings.checkpointIntervalMs, saveProgress);

  async function saveProgress(): Promise<void> {
    for (const [persona, text] of progress) {
      if (!progress.delete(persona)) continue;
      const event = { kind: "progressed", persona, progress: text } as const;
      const checkpoint = await journal.record("interval", event);
      observe({ kind: "checkpoint", checkpointId: checkpoint.id, reason: "interval" });
    }
  }

  /** A failed heartbeat ends the run: without a lease two processes might work on it. */
  function every(milliseconds: number, work: () => Promise<void>): NodeJS.Timeout {
    const timer = setInterval(() => {
      work().catch((error: unknown) => lost.abort(toEpicError(error)));
    }, milliseconds);
    return timer.unref();
  }

  return {
    signal: AbortSignal.any([signal, lost.signal]),
    report: (persona, text) => {
      progress.set(persona, text);
      observe({ kind: "persona-progress", persona, progress: text });
    },
    settle: (persona) => void progress.delete(persona),
    stop: () => {
      clearInterval(renewal);
      clearInterval(interval);
    },
  };
}
