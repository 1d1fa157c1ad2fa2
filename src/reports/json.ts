import type { EpicResponse } from "../schema/epic.ts";

/** The whole epic as indented JSON, ending in a newline. */
export function renderJson(response: EpicResponse): string {
  return `${JSON.stringify(response, undefined, 2)}\n`;
}
