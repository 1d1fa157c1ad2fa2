import { checkAnswer, type Asked, openTopics } from "../../core/answer/check-answer.ts";
import { mendReview } from "../../core/answer/mend-review.ts";
import { type AnswerFrame, readAnswer, type ReadAnswer } from "../../core/answer/read-answer.ts";
import { EpicError } from "../../core/errors.ts";
import type { ModelAnswer, ModelQuestion } from "../../core/models/exchange.ts";
import { addUsage } from "../../core/spending/total.ts";
import { transformAnswer } from "../../core/transform-answer.ts";
import type { PersonaContext } from "../../ports/persona-adapter.ts";
import type { Usage } from "../../schema/expense.ts";
import type { Review } from "../../schema/persona.ts";
import type { PersonaTransformer } from "../../schema/registration.ts";

export interface Conversation {
  /** Of the provider and of its model, for people. */
  readonly name: string;
  readonly model: string;
  readonly question: ModelQuestion;
  readonly frame: Omit<AnswerFrame, "tokens">;
  readonly asked: Asked;
  /** What the persona says of the dialect of its answers. */
  readonly transformer: PersonaTransformer | undefined;
  /** How often an answer that does not fit is sent back. */
  readonly repairs: number;
  readonly repair: (complaints: readonly string[]) => string;
  readonly send: (question: ModelQuestion) => Promise<ModelAnswer>;
  /** Keeps what could not be used for people to look at, and says where. */
  readonly keepRaw: (text: string) => Promise<string>;
}

/**
 * Asks, and sends an answer back with what is wrong with it until nothing is, or patience ends: then
 * the last answer that makes a review counts, without what it invented.
 * Throws VALIDATION_FAILED where no answer made one.
 */
export async function converse(talk: Conversation, context: PersonaContext): Promise<Review> {
  let question = talk.question;
  let usage: Usage | undefined;
  let usable: Usable | undefined;
  for (let turn = 0; ; turn += 1) {
    if (turn > 0) context.admit();
    context.report(
      turn === 0 ? `asking ${talk.model}` : `${talk.model} mends its answer (${turn})`,
    );
    const answer = await talk.send(question);
    context.spend(answer.usage);
    usage = usage ? addUsage(usage, answer.usage) : answer.usage;
    const read = readSaid(answer, tokensOf(usage), talk);
    const complaints = complaintsAbout(read, answer, talk);
    if (read.kind === "review") usable = read;
    if (complaints.length === 0 && usable) return usable.review;
    if (turn >= talk.repairs) {
      if (usable) return lastResort(usable, talk);
      throw await unusable(complaints, answer, talk);
    }
    question = sentBack(question, answer, talk.repair(complaints));
  }
}

function readSaid(
  { text }: ModelAnswer,
  tokens: number,
  { frame, transformer }: Conversation,
): ReadAnswer {
  const said = transformer ? transformAnswer(text, transformer) : text;
  return readAnswer(said, { ...frame, tokens });
}

type Usable = Extract<ReadAnswer, { kind: "review" }>;

function complaintsAbout(
  read: ReadAnswer,
  { end, text }: ModelAnswer,
  { asked, name }: Conversation,
): readonly string[] {
  const whole = read.kind === "review" && read.doubts.length === 0;
  if (end === "broken" && !whole) {
    throw new EpicError("NETWORK_ERROR", `The answer of ${name} broke off in the middle`, {
      hint: "epic resume continues",
    });
  }
  if (end === "filtered") throw refused(name, text);
  return read.kind === "review" ? [...read.doubts, ...checkAnswer(read, asked)] : read.problems;
}

function refused(name: string, text: string): EpicError {
  const said = text.trim() === "" ? "it does not say why" : text.trim().slice(0, LONGEST_REASON);
  return new EpicError("NOT_ALLOWED", `${name} refuses to answer: ${said}`, {
    hint: "let another provider answer for this persona, or exclude it",
  });
}

const LONGEST_REASON = 300;

/** With the model's own words in between, so that it mends instead of beginning anew. */
function sentBack(question: ModelQuestion, answer: ModelAnswer, text: string): ModelQuestion {
  const own = answer.text.trim() === "" ? "(nothing)" : answer.text;
  const turns = [
    ...question.turns,
    { role: "assistant", text: own } as const,
    { role: "user", text } as const,
  ];
  return { ...question, turns };
}

function lastResort(usable: Usable, { asked, model }: Conversation): Review {
  const review = mendReview(usable.review, asked);
  const open = openTopics(usable, asked).map(({ text }) => text);
  if (open.length === 0) return review;
  const gap = `${model} said nothing about: ${open.join("; ")}`;
  return { ...review, insights: [...review.insights, gap] };
}

async function unusable(
  complaints: readonly string[],
  { text }: ModelAnswer,
  { name, repairs, keepRaw }: Conversation,
): Promise<EpicError> {
  const [first = "", ...rest] = complaints;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  const times = repairs === 0 ? "" : ` after ${repairs + 1} tries`;
  const message = `The answer of ${name} does not fit${times}: ${first}${more}`;
  const hint = `read it in ${await keepRaw(text)}; a larger model often does better`;
  return new EpicError("VALIDATION_FAILED", message, { hint, exhausted: true });
}

function tokensOf({ inputTokens = 0, outputTokens = 0 }: Usage): number {
  return inputTokens + outputTokens;
}
