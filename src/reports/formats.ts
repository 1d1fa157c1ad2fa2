import type { EpicResponse } from "../schema/epic.ts";

type Render = (response: EpicResponse) => string;

/** Each is loaded when it is asked for: who wants JSON does not wait for Markdown. */
export const loadRenderer = {
  markdown: async () => (await import("./markdown.ts")).renderMarkdown,
  json: async () => (await import("./json.ts")).renderJson,
} as const satisfies Record<string, () => Promise<Render>>;
