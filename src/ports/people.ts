/** What a person is asked, once a review is theirs to give. */
export interface PersonQuestion {
  readonly taskId: string;
  readonly persona: string;
  /** The question as a Markdown document with room for the answer. */
  readonly document: string;
  /** What the answer lacked that was given before to this, a sentence each. */
  readonly complaints: readonly string[];
}

export type PersonReply =
  /** As it was written: Markdown or JSON, which nobody has checked. */
  | { readonly kind: "answered"; readonly text: string }
  /** Nobody answers now; the question can be found there. */
  | { readonly kind: "left"; readonly place: string };

/** How people are asked. `ask` resolves at once or waits for a person, until `signal` is aborted. */
export interface People {
  ask(question: PersonQuestion, signal: AbortSignal): Promise<PersonReply>;
}
