import type { Recommendation } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import { isMapping, type Mapping } from "../config.ts";
import { type Rate, readEffort } from "./amounts.ts";
import { readPriority, readType } from "./choices.ts";
import type { Complaints } from "./complaints.ts";
import { listOf, memberOf, numberOf, sameName, textOf, textsOf } from "./member.ts";

export interface RecommendationFrame {
  readonly focusAreas: PersonaRegistration["focusAreas"];
  readonly rate: Rate;
}

/** One recommendation, its id still empty where none was given; complaints where it lacks a part. */
export function readRecommendation(
  value: unknown,
  field: string,
  { focusAreas, rate }: RecommendationFrame,
  complaints: Complaints,
): Recommendation | undefined {
  if (!isMapping(value)) {
    complaints.unfit(field, "an object with id, title, type, priority and description", value);
    return undefined;
  }
  const essentials = readEssentials(value, field, complaints);
  if (!essentials) return undefined;
  const cost = memberOf(value, "estimated cost", "cost", "cost estimate", "estimate");
  const effort = readEffort(memberOf(value, "effort", "estimated effort"), cost, rate);
  const focus = focusOf(memberOf(value, "focus", "focus area", "area"), focusAreas);
  return {
    id: textOf(memberOf(value, "id", "key"))?.replaceAll(/\s+/g, "-") ?? "",
    ...essentials,
    estimatedCost: costText(cost, rate),
    dependencies: listOf(memberOf(value, "dependencies", "depends on")).flatMap(referenceOf),
    evidence: listOf(memberOf(value, "evidence", "quotes", "quote")).flatMap(evidenceOf),
    acceptance: textOf(memberOf(value, "acceptance", "acceptance criteria", "done when")) ?? "",
    references: textsOf(memberOf(value, "references", "standards")),
    facts: textsOf(memberOf(value, "facts")),
    ...(focus !== undefined && { focus }),
    ...(effort && { effort }),
  };
}

type Essentials = Pick<Recommendation, "title" | "type" | "priority" | "description">;

/** Without these nobody could act on it. */
function readEssentials(
  value: Mapping,
  field: string,
  complaints: Complaints,
): Essentials | undefined {
  const title = textOf(memberOf(value, "title", "name", "summary"));
  const description = textOf(memberOf(value, "description", "details", "rationale", "text"));
  const [givenType, givenPriority] = [typeIn(value), memberOf(value, "priority", "severity")];
  const [type, priority] = [readType(givenType), readPriority(givenPriority)];
  if (title === undefined) complaints.missing(`${field}.title`);
  if (description === undefined) complaints.missing(`${field}.description`);
  if (!type) complaints.unfit(`${field}.type`, "blocking or suggested", givenType);
  if (!priority) {
    complaints.unfit(`${field}.priority`, "critical, high, medium or low", givenPriority);
  }
  if (title === undefined || description === undefined || !type || !priority) return undefined;
  return { title, type, priority, description };
}

/** Some say `blocking: true` instead. */
function typeIn(value: Mapping): unknown {
  const flag = memberOf(value, "blocking");
  return (
    memberOf(value, "type") ??
    (typeof flag === "boolean" ? (flag ? "blocking" : "suggested") : undefined)
  );
}

function costText(cost: unknown, { currency }: Rate): string {
  if (isMapping(cost)) return textOf(memberOf(cost, "amount", "total")) ?? "";
  return typeof cost === "number" ? `${cost} ${currency}` : (textOf(cost) ?? "");
}

/** The id or title of another recommendation. */
function referenceOf(entry: unknown): string[] {
  const reference = textOf(isMapping(entry) ? memberOf(entry, "id", "key", "title") : entry);
  return reference === undefined ? [] : [reference];
}

function evidenceOf(entry: unknown): Recommendation["evidence"] {
  const quote = textOf(isMapping(entry) ? memberOf(entry, "quote", "text") : entry);
  if (quote === undefined) return [];
  const sentence = isMapping(entry) ? numberOf(memberOf(entry, "sentence")) : undefined;
  const isPlace = sentence !== undefined && Number.isSafeInteger(sentence) && sentence > 0;
  return [{ quote, ...(isPlace && { sentence }) }];
}

/** Models name an area by its title as often as by its id; one that is none is left out. */
function focusOf(value: unknown, areas: RecommendationFrame["focusAreas"]): string | undefined {
  const named = textOf(value) ?? "";
  return areas.find(({ id, title }) => sameName(id, named) || sameName(title, named))?.id;
}
