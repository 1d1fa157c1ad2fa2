import type { Recommendation, Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import { isMapping, type Mapping } from "../config.ts";
import { reviewVerdict } from "../verdict.ts";
import { type Rate, readEffort } from "./amounts.ts";
import { readVerdict } from "./choices.ts";
import { type Complaints, openComplaints } from "./complaints.ts";
import { findAnswer } from "./find-answer.ts";
import { listOf, memberOf, numberOf, textOf, textsOf } from "./member.ts";
import { readQuestions } from "./read-questions.ts";
import { readRecommendation } from "./read-recommendation.ts";
import { settleIds } from "./settle-ids.ts";

/** What is known of an answer before it is read. */
export interface AnswerFrame {
  readonly persona: Pick<PersonaRegistration, "name" | "version" | "costCategory" | "focusAreas">;
  /** Who answered. What the answer says of itself (`metadata.model`, `metadata.tokens`) comes second. */
  readonly model?: string | undefined;
  readonly tokens?: number | undefined;
  /** Who answered where nobody says. */
  readonly provider: string;
  readonly rate: Rate;
}

/** What the answer says of a topic that it had to address. */
export interface Coverage {
  readonly topic: string;
  /** Ids of what it says about it. */
  readonly by: readonly string[];
  /** Why nothing need be said. */
  readonly note: string;
}

export type ReadAnswer =
  /** `doubts`: it can be used, and whoever answered should be asked to mend this. */
  | {
      readonly kind: "review";
      readonly review: Review;
      readonly coverage: readonly Coverage[];
      readonly doubts: readonly string[];
    }
  /** Nothing can be made of it: what to mend, field by field. */
  | { readonly kind: "unfit"; readonly problems: readonly string[] };

const CUT = "the answer breaks off before its end: send the whole of it, if need be in fewer words";

/**
 * A review out of whatever somebody answered: text with JSON in it, or an object such as a
 * PersonaOutput. Mends what has one meaning (casing, figures as text, ids that are missing, costs
 * as prose) and complains of the rest. A review that fits comes out as it went in.
 */
export function readAnswer(answer: unknown, frame: AnswerFrame): ReadAnswer {
  const found = findAnswer(answer);
  if (found.kind === "none") return { kind: "unfit", problems: [found.problem] };
  const complaints = openComplaints();
  const doubts = found.cut ? [CUT] : [];
  const recommendations = readRecommendations(found, frame, complaints);
  const confidence = readConfidence(memberOf(found.answer, "confidence"), complaints);
  const { said } = complaints;
  if (said.length > 0) return { kind: "unfit", problems: [...doubts, ...said] };
  const review = compose(found.answer, frame, { recommendations, confidence });
  return { kind: "review", review, coverage: readCoverage(found.answer), doubts };
}

function readCoverage(answer: Mapping): Coverage[] {
  return listOf(memberOf(answer, "coverage", "must address")).flatMap((entry) => {
    const topic = isMapping(entry) ? textOf(memberOf(entry, "topic")) : undefined;
    if (!isMapping(entry) || topic === undefined) return [];
    const note = textOf(memberOf(entry, "note", "reason")) ?? "";
    return [{ topic, by: textsOf(memberOf(entry, "by", "ids")), note }];
  });
}

function compose(
  answer: Mapping,
  { persona, rate, ...who }: AnswerFrame,
  said: Pick<Review, "recommendations" | "confidence">,
): Review {
  const questions = readQuestions(memberOf(answer, "questions", "open questions"), persona.name);
  const metadata = memberOf(answer, "metadata");
  const own = isMapping(metadata) ? metadata : answer;
  const tokens = numberOf(memberOf(own, "tokens")) ?? 0;
  return {
    verdict: readVerdict(memberOf(answer, "verdict")) ?? reviewVerdict({ ...said, questions }),
    insights: textsOf(memberOf(answer, "insights", "key insights")),
    recommendations: said.recommendations,
    questions,
    costAnalysis: readCost(memberOf(answer, "cost analysis", "cost"), persona.costCategory, rate),
    confidence: said.confidence,
    model: who.model ?? textOf(memberOf(own, "model")) ?? who.provider,
    tokens: who.tokens ?? Math.max(0, Math.round(tokens)),
    version: persona.version,
  };
}

function readRecommendations(
  { answer, cut }: { readonly answer: Mapping; readonly cut: boolean },
  { persona, rate }: AnswerFrame,
  complaints: Complaints,
): Recommendation[] {
  const value = memberOf(answer, "recommendations");
  if (!Array.isArray(value)) {
    complaints.unfit("recommendations", "a list of recommendations", value);
    return [];
  }
  const frame = { focusAreas: persona.focusAreas, rate };
  const read = value.flatMap((entry, at) => {
    // What the answer broke off in is not what it lacks.
    const own = cut && at === value.length - 1 ? openComplaints() : complaints;
    return readRecommendation(entry, `recommendations[${at}]`, frame, own) ?? [];
  });
  return settleIds(read);
}

function readConfidence(value: unknown, complaints: Complaints): number {
  const confidence = confidenceOf(typeof value === "number" ? String(value) : textOf(value));
  if (confidence !== undefined && confidence <= 1) return confidence;
  complaints.unfit("confidence", "a number from 0.0 to 1.0", value);
  return 0;
}

/** 0.8, "0.8", 80, "80%", "8/10"; between 1 and 10 nobody knows out of how many. */
function confidenceOf(text = ""): number | undefined {
  const [, number, sign] = /^([\d.]+(?:e-\d+)?)\s*(%|\/\s?10{1,2})?$/i.exec(text) ?? [];
  const figure = numberOf(number);
  if (figure === undefined) return undefined;
  if (sign === undefined) return figure > 10 ? figure / 100 : figure;
  return figure / (sign === "%" ? 100 : Number(sign.slice(1)));
}

function readCost(value: unknown, category: string, rate: Rate): Review["costAnalysis"] {
  const analysis = isMapping(value) ? value : {};
  const amount = isMapping(value) ? memberOf(value, "amount", "total") : listOf(value)[0];
  const effort = readEffort(memberOf(analysis, "effort"), undefined, rate);
  return {
    category: textOf(memberOf(analysis, "category")) ?? category,
    amount:
      typeof amount === "number"
        ? `${amount} ${rate.currency}`
        : (textOf(amount) ?? "not estimated"),
    ...(effort && { effort }),
  };
}
