import type { EpicRecord } from "../schema/epic-record.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import { type StoredObject, storedObject } from "./hash.ts";
import { reviewOf } from "./persona-output.ts";
import { inSchemaOrder } from "./schema-order.ts";

interface RecordedEpic {
  readonly record: StoredObject;
  /** What the record names by hash, apart from what is stored already. */
  readonly bodies: readonly StoredObject[];
  /** The epic as `restoreEpic` will give it back, to the byte. */
  readonly response: EpicResponse;
}

/**
 * A finished epic as it is stored: reviews and description are bodies of their own, which the run
 * refers to anyway, so that nothing is kept twice. `stored` are hashes of reviews that are there: their
 * text need not lie in memory beside the epic.
 */
export function recordEpic(
  aggregated: EpicResponse,
  stored: ReadonlySet<string> = new Set(),
): RecordedEpic {
  const { schemaVersion, summary } = aggregated;
  const { description, personas: outputs, ...epic } = aggregated.epic;
  const text = storedObject("description", description);
  const bodies = [text];
  const sealed = outputs.map((output) => {
    const review = storedObject("review", reviewOf(output));
    if (!stored.has(review.hash)) bodies.push(review);
    return seal(output, review.hash);
  });
  const personas = sealed.map(({ persona, metadata }) => ({
    persona,
    source: metadata.source,
    review: metadata.hash,
  }));
  const record: EpicRecord = { schemaVersion, epic, description: text.hash, personas, summary };
  return {
    record: storedObject("epic", record),
    bodies,
    response: inSchemaOrder({
      ...aggregated,
      epic: { ...aggregated.epic, personas: sealed },
    }),
  };
}

/** Aggregation may word a cost anew: the hash is that of the review as the epic shows it. */
function seal(given: PersonaOutput, hash: string): PersonaOutput {
  return { ...given, metadata: { ...given.metadata, hash } };
}
