import type { Rate } from "../../core/answer/amounts.ts";
import type { Environment } from "../../core/config-environment.ts";
import type { PromptTemplates } from "../../core/prompt/build-prompt.ts";

export interface AnswerTransform {
  /** sha256 of the code. */
  readonly code: string;
  /** Throws PLUGIN_FAILED where the code fails. */
  readonly apply: (answer: unknown, signal: AbortSignal) => Promise<unknown>;
}

/** Where agents run, and what of the machine they may see. */
export interface AgentHost {
  /** Folder of the project: what a command names there is meant. */
  readonly root: string;
  readonly env: Environment;
  /** For an agent that names no time of its own. */
  readonly timeoutMs: number;
  /** How long an agent may take to end when it is asked to. */
  readonly graceMs: number;
  readonly maxBytes: number;
  /** Keeps a text of a run where its owner can look at it, and answers with the path. */
  readonly keep: (taskId: string, name: string, text: string) => Promise<string>;
  /** What it is told where it is asked in words. */
  readonly templates: PromptTemplates;
  /** Every standard of the knowledge, as it is cited. */
  readonly citations: () => readonly string[];
  /** Reads the dialect of the agent, where the persona names code for it. */
  readonly transform?: AnswerTransform | undefined;
  /** What turns money in an answer into days of work. */
  readonly rate: Rate;
}
