import { type Token, tokenize } from "./tokens.ts";

/** What a sentence speaks of: what is wanted, or something around it. */
export type Scope = "wanted" | "later" | "background" | "excluded";

export interface ScopedSentence {
  readonly text: string;
  /** Offset in the description. */
  readonly start: number;
  readonly scope: Scope;
  /** It is the title, or stands among the first sentences that say something. */
  readonly leading: boolean;
  /** It says in so many words what is to be built or changed. */
  readonly purpose: boolean;
  readonly tokens: readonly Token[];
}

const EXCLUDED_HEADING =
  /^(?:out of scope|not in scope|non[- ]?goals?|not (?:included|covered|planned)|exclusions?|what (?:this|it) is not|won'?t (?:do|have))\b/i;
const BACKGROUND_HEADING =
  /^(?:background|context|motivation|current (?:state|situation|behaviou?r)|status quo|history|alternatives?(?: considered)?|rejected|prior art|related work|references?|see also|problem(?: statement)?|why)\b/i;
const LATER_HEADING =
  /^(?:future|later|next steps?|follow[- ]?ups?|phase (?:2|two|3|three)|roadmap|nice to have)\b/i;

const EXCLUDED_SENTENCE =
  /\b(?:out of scope|not (?:a )?part of this|non[- ]goals?|is not (?:a )?goals?|does not (?:attempt|aim) to|will not be (?:covered|built|supported|included)|(?:we|this) (?:do|does|will) not (?:plan|intend)|excluded from)\b/i;
const LATER_SENTENCE =
  /\b(?:in (?:a )?(?:later|future|second|subsequent) (?:phase|release|version|step|iteration)s?|(?:can|may|might|could|will) (?:come|follow|be added) later|phase (?:2|two)|not (?:yet|for now|in (?:v1|the first)))\b/i;

/** The sentences of a description, each with what it speaks of. Headings are sentences as well. */
export function scopeSentences(
  sentences: readonly { readonly text: string; readonly start: number }[],
): readonly ScopedSentence[] {
  let section: Scope = "wanted";
  let said = 0;
  return sentences.map(({ text, start }, at) => {
    const heading = headingOf(text);
    if (heading !== undefined && (at > 0 || !isTitle(heading))) section = scopeOfHeading(heading);
    const scope = section === "wanted" ? scopeOfSentence(text) : section;
    const leading = scope === "wanted" && said < LEADING;
    if (scope === "wanted") said += 1;
    const purpose = scope === "wanted" && PURPOSE.test(text);
    return { text, start, scope, leading, purpose, tokens: tokenize(text) };
  });
}

const PURPOSE =
  /\b(?:(?:we|i) (?:want|will|need|plan|propose|would like)|introduc(?:e|es|ing)|replac(?:e|es|ing)|should be able|shall|must be able|will be able|to let|let [a-z]+|add(?:s|ing)? (?:an?|the))\b/i;

/** What is wanted, not what is so today. */
export const speaksOfWanted = ({ scope, text }: ScopedSentence): boolean =>
  scope === "wanted" && !TODAY.test(text);

const TODAY =
  /^(?:today|currently|at present|at the moment|right now|so far|until now|last year|problems?)\b/i;

/** The title and the two sentences after it say what a description is about. */
const LEADING = 3;

function headingOf(text: string): string | undefined {
  const marked = /^(?:#{1,6}\s+|\*\*|__)(.{1,80}?)(?:\*\*|__|#*)?:?\s*$/.exec(text);
  if (marked) return marked[1];
  const plain = /^([\p{L}][^.!?:]{1,50}):?$/u.exec(text);
  return plain && (text.endsWith(":") || NAMED.test(text)) ? plain[1] : undefined;
}

/** "Context propagation in batch jobs" begins a text, not its section of context. */
const isTitle = (heading: string): boolean => heading.trim().split(/\s+/).length > LABEL_WORDS;
const LABEL_WORDS = 3;

const NAMED = new RegExp(
  [EXCLUDED_HEADING, BACKGROUND_HEADING, LATER_HEADING].map(({ source }) => source).join("|"),
  "i",
);

function scopeOfHeading(heading: string): Scope {
  if (EXCLUDED_HEADING.test(heading)) return "excluded";
  if (BACKGROUND_HEADING.test(heading)) return "background";
  return LATER_HEADING.test(heading) ? "later" : "wanted";
}

function scopeOfSentence(text: string): Scope {
  if (EXCLUDED_SENTENCE.test(text)) return "excluded";
  return LATER_SENTENCE.test(text) ? "later" : "wanted";
}
