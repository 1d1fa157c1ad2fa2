import type { wrapLanguageModel } from "ai";

import type { ModelSettings } from "../../core/models/model-settings.ts";

/** As its package names it, which is none of ours. */
export type LanguageModelV3 = ReturnType<typeof wrapLanguageModel>;

export interface ClientParts {
  readonly apiKey: string | undefined;
  readonly headers: Record<string, string>;
  readonly fetch: typeof fetch;
}

/** The client of a type of provider, loaded when the first of its models is called. */
export async function openClient(
  { name, type, model, baseUrl, structured }: ModelSettings,
  { apiKey, headers, fetch }: ClientParts,
): Promise<LanguageModelV3> {
  const address = baseUrl === undefined ? {} : { baseURL: baseUrl };
  // Never undefined: a client without a key looks for one in the environment by itself.
  const parts = { ...address, apiKey: apiKey ?? "", headers, fetch };
  switch (type) {
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      return createAnthropic(parts)(model);
    }
    case "openai": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      return createOpenAI(parts).chat(model);
    }
    case "google": {
      const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
      return createGoogleGenerativeAI(parts)(model);
    }
    case "openai-compatible": {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      const { apiKey: key, ...keyless } = parts;
      const own = key === "" ? keyless : parts;
      return createOpenAICompatible({
        ...own,
        name,
        baseURL: baseUrl ?? "",
        includeUsage: true,
        supportsStructuredOutputs: structured === "schema",
      })(model);
    }
  }
}
