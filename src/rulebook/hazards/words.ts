/** What a word is in its sentence, as far as frames need to know. */
export type Tag =
  | "adjective"
  | "adverb"
  | "be"
  | "conjunction"
  | "determiner"
  | "have"
  | "modal"
  | "not"
  | "noun"
  | "particle"
  | "preposition"
  | "pronoun"
  | "subordinator"
  | "to"
  | "verb";

const CLOSED: readonly (readonly [tag: Tag, words: string])[] = [
  [
    "determiner",
    "the a an this these those every each all any some no my your his her its our their both either several many few much more most another such own same other two three four five six seven eight nine ten",
  ],
  [
    "preposition",
    "of on in at by for with from into onto over under about through during after before between against within without via per as than like across along around behind near since toward towards upon among inside outside beyond besides",
  ],
  ["particle", "up out off down back away"],
  ["conjunction", "and or nor plus"],
  [
    "subordinator",
    "if when while because although so whether where unless until till once how why which who whom whose that what but whenever wherever though",
  ],
  [
    "pronoun",
    "they we you i he she it them us him one someone somebody anyone anybody everyone everybody nobody themselves itself something anything nothing everything there",
  ],
  [
    "modal",
    "can could may might must shall should will would cannot can't won't shouldn't couldn't wouldn't mustn't do does did don't doesn't didn't",
  ],
  ["be", "is are was were be been being am isn't aren't wasn't weren't gets get got"],
  ["have", "has have had having"],
  ["to", "to"],
  ["not", "not never"],
  [
    "adverb",
    "also then only already still always often just even again too very quite soon later now today currently first directly twice together online offline else instead rather well yet here however therefore otherwise",
  ],
];

const byWord = new Map(
  CLOSED.flatMap(([tag, words]) => words.split(" ").map((word) => [word, tag] as const)),
);

/** Of the words whose kind does not depend on their place. */
export function closedTag(lower: string): Tag | undefined {
  const tag = byWord.get(lower);
  if (tag !== undefined) return tag;
  if (/^\p{N}+$/u.test(lower)) return "determiner";
  return /[a-z]{3}ly$/.test(lower) && !/^(?:reply|apply|supply|family|assembly)$/.test(lower)
    ? "adverb"
    : undefined;
}

/** Whether it denies what follows: "cannot", "doesn't", "never". */
export const denies = (lower: string): boolean =>
  /^(?:not|never|cannot|no|without|neither)$|n't$/.test(lower);
