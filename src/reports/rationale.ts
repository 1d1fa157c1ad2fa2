import type { Recommendation } from "../schema/persona.ts";

/**
 * Why something is recommended: its description without the lines that say again what stands in a
 * field of its own. Plain readers of the JSON get all in one text; a report shows each once.
 */
export function rationaleOf(recommendation: Recommendation): string {
  const { description, acceptance, evidence, references } = recommendation;
  const elsewhere = [acceptance, evidence[0]?.quote ?? "", references[0] ?? ""].filter(Boolean);
  const [first = "", ...more] = description.split("\n");
  return [first, ...more.filter((line) => !elsewhere.some((text) => line.includes(text)))].join(
    "\n",
  );
}
