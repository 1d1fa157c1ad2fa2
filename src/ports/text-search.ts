/** Something that can be found. */
export interface SearchSource {
  /** Names it for ever: the path of a document, or the id of an epic. */
  readonly id: string;
  /** Another one where the text is another. */
  readonly hash: string;
  /** Asked for only where the index does not have this hash yet. */
  readonly read: () => Promise<SearchText>;
}

export interface SearchText {
  readonly title: string;
  readonly text: string;
}

export interface SearchQuery {
  /** Words, or their beginnings. */
  readonly words: readonly string[];
  /** Whether all of them have to be there, or one is enough. */
  readonly match: "all" | "any";
  readonly limit: number;
}

export interface SearchHit {
  readonly id: string;
  readonly title: string;
  /** The place of the text where most of it is, on one line. */
  readonly snippet: string;
}

/** Full text, ranked: the best hit first. Case and diacritics make no difference. */
export interface TextSearch extends Disposable {
  /** Makes the index hold these and nothing else. Answers how many it had to read. */
  refresh(sources: readonly SearchSource[]): Promise<number>;
  /** A word in a title counts for more than one in the text. */
  find(query: SearchQuery): Promise<readonly SearchHit[]>;
}
