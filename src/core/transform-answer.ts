import type { PersonaTransformer } from "../schema/registration.ts";
import { isMapping, type Mapping, valueAt } from "./config.ts";

/** An answer in the dialect of an agent as one that `readAnswer` knows. What does not fit stays. */
export function transformAnswer(
  answer: unknown,
  { at, rename, renameInRecommendations }: PersonaTransformer,
): unknown {
  const whole = typeof answer === "string" ? parsed(answer) : answer;
  const review = at === undefined ? whole : (valueAt(whole, at.split(".")) ?? whole);
  if (!isMapping(review)) return review;
  const named = renamed(review, rename);
  const { recommendations } = named;
  if (!Array.isArray(recommendations)) return named;
  const entries = recommendations.map((entry: unknown) =>
    isMapping(entry) ? renamed(entry, renameInRecommendations) : entry,
  );
  return { ...named, recommendations: entries };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function renamed(mapping: Mapping, names: Readonly<Record<string, string>>): Mapping {
  return Object.fromEntries(
    Object.entries(mapping).map(([key, value]) => [
      Object.hasOwn(names, key) ? String(names[key]) : key,
      value,
    ]),
  );
}
