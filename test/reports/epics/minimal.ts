import type { EpicResponse } from "../../../src/schema/epic.ts";
import { blankEpic, counted, review } from "./parts.ts";

/** A small wish in MVP mode: six reviews, and none has anything to add. */
export function minimalEpic(): EpicResponse {
  const blank = blankEpic();
  const names = ["product-owner", "architect", "security-specialist"];
  return counted({
    ...blank,
    epic: { ...blank.epic, personas: names.map((name, index) => review(name, index + 1, {})) },
  });
}
