import type { EpicResponse } from "../schema/epic.ts";

/** In parts, to be written one after the other. */
type Render = (response: EpicResponse) => Iterable<string>;

/** Each is loaded when it is asked for: who wants JSON does not wait for Markdown. */
export const loadRenderer = {
  markdown: async () => {
    const { renderMarkdown } = await import("./markdown.ts");
    return (response) => [renderMarkdown(response)];
  },
  json: async () => (await import("./json.ts")).jsonParts,
} as const satisfies Record<string, () => Promise<Render>>;
