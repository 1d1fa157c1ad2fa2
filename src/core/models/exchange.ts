import type { Usage } from "../../schema/expense.ts";

/** All that a model is sent, beside who it is. */
export interface ModelQuestion {
  readonly persona: string;
  readonly system: string;
  /** In turn: ours, and what it answered before. */
  readonly turns: readonly { readonly role: "user" | "assistant"; readonly text: string }[];
  /** JSON Schema of the answer. */
  readonly format: Readonly<Record<string, unknown>>;
}

export interface ModelAnswer {
  readonly text: string;
  /**
   * How it ended: by itself, at the limit of tokens, because the provider would not let it say more,
   * or because the stream broke off without a word.
   */
  readonly end: "whole" | "limit" | "filtered" | "broken";
  readonly usage: Usage;
}
