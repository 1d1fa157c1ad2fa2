import type { EpicRecord } from "../schema/epic-record.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import { type StoredObject, storedObject } from "./hash.ts";
import { reviewOf } from "./persona-output.ts";
import { inSchemaOrder } from "./schema-order.ts";

interface RecordedEpic {
  readonly record: StoredObject;
  /** What the record names by hash. */
  readonly bodies: readonly StoredObject[];
  /** The epic as `restoreEpic` will give it back, to the byte. */
  readonly response: EpicResponse;
}

/**
 * A finished epic as it is stored: reviews and description are bodies of their own, which the run
 * refers to anyway, so that nothing is kept twice.
 */
export function recordEpic(aggregated: EpicResponse): RecordedEpic {
  const { schemaVersion, summary } = aggregated;
  const { description, personas: outputs, ...epic } = aggregated.epic;
  const text = storedObject("description", description);
  const sealed = outputs.map((output) => seal(output));
  const personas = sealed.map(({ output: { persona, metadata }, review }) => ({
    persona,
    source: metadata.source,
    review: review.hash,
  }));
  const record: EpicRecord = { schemaVersion, epic, description: text.hash, personas, summary };
  return {
    record: storedObject("epic", record),
    bodies: [text, ...sealed.map(({ review }) => review)],
    response: inSchemaOrder({
      ...aggregated,
      epic: { ...aggregated.epic, personas: sealed.map(({ output }) => output) },
    }),
  };
}

/** Aggregation may word a cost anew: the hash is that of the review as the epic shows it. */
function seal(given: PersonaOutput): { output: PersonaOutput; review: StoredObject } {
  const review = storedObject("review", reviewOf(given));
  return { output: { ...given, metadata: { ...given.metadata, hash: review.hash } }, review };
}
