import { type EpicRecord, epicRecordSchema } from "../schema/epic-record.ts";
import { type EpicResponse, epicResponseSchema } from "../schema/epic.ts";
import { type PersonaOutput, reviewSchema } from "../schema/persona.ts";
import { type StoredObject, storedObject } from "./hash.ts";
import { parseInput } from "./parse.ts";
import { reviewOf } from "./persona-output.ts";

interface RecordedEpic {
  readonly record: StoredObject;
  /** What the record names by hash. */
  readonly bodies: readonly StoredObject[];
  /** The epic as `restoreEpic` will give it back. */
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
    response: {
      ...aggregated,
      epic: { ...aggregated.epic, personas: sealed.map(({ output }) => output) },
    },
  };
}

/** Aggregation may word a cost anew: the hash is that of the review as the epic shows it. */
function seal(given: PersonaOutput): { output: PersonaOutput; review: StoredObject } {
  const review = storedObject("review", reviewOf(given));
  return { output: { ...given, metadata: { ...given.metadata, hash: review.hash } }, review };
}

/** The hashes that `restoreEpic` needs the bodies of, in its order. */
export function bodiesOf({ description, personas }: EpicRecord): readonly string[] {
  return [description, ...personas.map(({ review }) => review)];
}

export function parseEpicRecord(body: unknown): EpicRecord {
  return parseInput(epicRecordSchema, body, "The stored epic");
}

export function restoreEpic(record: EpicRecord, bodies: readonly unknown[]): EpicResponse {
  const [description, ...reviews] = bodies;
  const personas = record.personas.map(({ persona, source, review: hash }, at) => {
    const review = parseInput(reviewSchema, reviews[at], "The stored review");
    const { model, tokens, version, ...said } = review;
    return {
      schemaVersion: record.schemaVersion,
      persona,
      ...said,
      metadata: { model, tokens, version, source, hash },
    };
  });
  const { schemaVersion, epic, summary } = record;
  return parseInput(
    epicResponseSchema,
    { schemaVersion, epic: { ...epic, description, personas }, summary },
    "The stored epic",
  );
}
