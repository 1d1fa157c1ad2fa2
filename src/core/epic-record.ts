import { type EpicRecord, epicRecordSchema } from "../schema/epic-record.ts";
import { type EpicResponse, epicResponseSchema } from "../schema/epic.ts";
import { reviewSchema } from "../schema/persona.ts";
import { parseInput } from "./parse.ts";

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
