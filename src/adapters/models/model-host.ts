import type { Rate } from "../../core/answer/amounts.ts";
import type { Environment } from "../../core/config-environment.ts";
import type { ModelAnswer, ModelQuestion } from "../../core/models/exchange.ts";
import type { PromptTemplates } from "../../core/prompt/build-prompt.ts";
import type { PersonaInput, Review } from "../../schema/persona.ts";

/** What models find around them. */
export interface ModelHost {
  /** Folder of the project. */
  readonly root: string;
  readonly env: Environment;
  /** Whether Git keeps a file of the project. */
  readonly isCommitted: (file: string) => Promise<boolean>;
  readonly networkTimeoutMs: number;
  readonly maxBytes: number;
  readonly allowEgress: boolean;
  readonly rate: Rate;
  readonly templates: PromptTemplates;
  /** Every standard of the knowledge, as it is cited. */
  readonly citations: () => readonly string[];
  /** The rulebook's review of the same persona, and what could change it. */
  readonly ground: (input: PersonaInput, signal: AbortSignal) => Promise<Review>;
  readonly groundFingerprint: string;
  /** Every exchange passes through here: as it is, or recorded, or answered from a record. */
  readonly exchange: (
    question: ModelQuestion,
    ask: () => Promise<ModelAnswer>,
    secrets: () => readonly string[],
  ) => Promise<ModelAnswer>;
  /** Keeps a text of a run for people to look at and says where. */
  readonly keep: (taskId: string, name: string, text: string) => Promise<string>;
}
