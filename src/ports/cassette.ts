/** What somebody beyond this program is asked. */
export interface TapedQuestion {
  readonly persona: string;
  readonly provider: string;
  /** All that the answer depends on, as it would be in JSON. */
  readonly request: object;
}

export interface TapedAsking<T> {
  readonly ask: () => Promise<T>;
  /** A recorded answer as what `ask` gives. Throws where it is none. */
  readonly parse: (answer: unknown) => T;
  /** What must not be kept; known once somebody was asked. */
  readonly secrets: () => readonly string[];
}

/**
 * Every exchange with a provider passes through here, to be kept or to be answered from what was
 * kept. Questions of one persona are told apart by their order.
 *
 * Throws what `ask` throws, now or when it was recorded; STORAGE_ERROR where a record cannot be
 * written, is missing, or was made of another question, which stops the run.
 */
export interface Cassette {
  exchange<T>(question: TapedQuestion, asking: TapedAsking<T>): Promise<T>;
}
