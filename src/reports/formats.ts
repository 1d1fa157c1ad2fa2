import type { EpicResponse } from "../schema/epic.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";

export const renderers = {
  markdown: renderMarkdown,
  json: renderJson,
} as const satisfies Record<string, (response: EpicResponse) => string>;
