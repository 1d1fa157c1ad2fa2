import { EpicError } from "../../core/errors.ts";
import type { HazardIndex, HazardText } from "../../schema/hazard.ts";
import { loadData } from "./load-data.ts";

/** By what hazards are found. Read when a description is of no known kind, and then once. */
export function loadHazardIndex(): HazardIndex {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what the build wrote
  return loadData("hazards", "index.json") as HazardIndex;
}

/** What a hazard of the index says. */
export function loadHazard(id: string): HazardText {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what the build wrote
  const texts = loadData("hazards", "texts.json") as Readonly<Record<string, HazardText>>;
  const text = texts[id];
  if (text) return text;
  throw new EpicError("SYSTEM_ERROR", `The hazard ${id} is in the index and has no text`);
}
