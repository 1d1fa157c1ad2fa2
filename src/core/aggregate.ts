import type { EpicResponse } from "../schema/epic.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { RunState } from "../schema/run.ts";
import type { Assessment } from "./assessment.ts";

export interface Aggregation {
  readonly state: RunState;
  /** In any order. */
  readonly outputs: readonly PersonaOutput[];
  readonly assessment: Assessment;
  /** ISO 8601. */
  readonly completedAt: string;
  /** Versions of the program and of the knowledge that spoke. */
  readonly program: string;
  readonly rulebook: string;
}

/** One epic out of its reviews. Never throws, whatever a model answered. */
export function aggregate(_aggregation: Aggregation): EpicResponse {
  throw new Error("not yet written");
}
