import { assessmentKey } from "../core/assessment-key.ts";
import type { Assessment } from "../core/assessment.ts";
import type { Settings } from "../core/settings.ts";
import type { Cache } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { CachePolicy, EpicRequest } from "../schema/request.ts";

export interface AssessParts {
  readonly cache: Cache;
  readonly clock: Clock;
  readonly settings: Pick<Settings, "estimation">;
  /** What the rulebook makes of the epic as a whole, whoever answered for the personas. */
  readonly assess: (
    request: EpicRequest,
    outputs: readonly PersonaOutput[],
    signal: AbortSignal,
  ) => Assessment | Promise<Assessment>;
  readonly rulebookVersion: string;
}

/**
 * The epic as a whole. An assessment follows from the description and the reviews, so one of the same
 * reviews is taken from the cache, and a run that is answered from there never reads the description.
 */
export async function assessEpic(
  request: EpicRequest,
  outputs: readonly PersonaOutput[],
  parts: AssessParts,
  signal: AbortSignal,
): Promise<Assessment> {
  const { cache, clock, assess, rulebookVersion, settings } = parts;
  const policy = request.options.cache;
  const key = assessmentKey({
    request,
    outputs,
    rulebookVersion,
    estimation: settings.estimation,
  });
  if (READS.has(policy)) {
    const known = await cache.recall(key);
    // Its key says what it was made from and its hash that nobody changed it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    if (known !== undefined) return known as Assessment;
  }
  const assessment = await assess(request, outputs, signal);
  if (WRITES.has(policy)) {
    const createdAt = new Date(clock.now()).toISOString();
    await cache.remember(key, { value: assessment, createdAt });
  }
  return assessment;
}

const READS: ReadonlySet<CachePolicy> = new Set(["on", "read", "only"]);
const WRITES: ReadonlySet<CachePolicy> = new Set(["on", "write"]);
