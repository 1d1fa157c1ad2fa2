import { z } from "zod";

import { event, textsIn, type Told, type Vendor } from "./vendor.ts";

const parts = z.array(z.strictObject({ text: z.string().min(1) })).min(1);

/** POST /v1beta/models/<model>:streamGenerateContent?alt=sse. */
const request = z.strictObject({
  systemInstruction: z.strictObject({ parts }).optional(),
  contents: z.array(z.strictObject({ role: z.enum(["user", "model"]), parts })).min(1),
  generationConfig: z.strictObject({
    temperature: z.number().min(0).max(2).optional(),
    maxOutputTokens: z.int().positive().optional(),
    responseMimeType: z.literal("application/json").optional(),
    responseSchema: z
      .json()
      .refine(
        (schema) => !JSON.stringify(schema).includes("additionalProperties"),
        "is no OpenAPI schema",
      )
      .optional(),
  }),
});

const ENDS = { stop: "STOP", length: "MAX_TOKENS", filtered: "SAFETY" } as const;

function stream({ pieces, end, inputTokens, outputTokens, cachedTokens }: Told) {
  const chunk = (text: string | undefined, rest: object = {}) =>
    event({
      candidates: [
        {
          ...(text !== undefined && { content: { role: "model", parts: [{ text }] } }),
          index: 0,
          ...rest,
        },
      ],
      modelVersion: "gemini",
      usageMetadata: {
        promptTokenCount: inputTokens,
        candidatesTokenCount: outputTokens,
        cachedContentTokenCount: cachedTokens,
        totalTokenCount: inputTokens + outputTokens,
      },
    });
  return {
    body: pieces.map((piece) => chunk(piece)),
    end: [chunk("", { finishReason: ENDS[end] })],
  };
}

const STATUS: Readonly<Record<number, string>> = { 429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE" };

export const google: Vendor = {
  name: "google",
  path: /^\/v1beta\/models\/[\w.-]+:streamGenerateContent\?alt=sse$/,
  version: "/v1beta",
  keyIn: (headers) => headers["x-goog-api-key"]?.toString(),
  request,
  saidIn: textsIn,
  stream,
  refusal: (status, message) =>
    JSON.stringify({ error: { code: status, message, status: STATUS[status] ?? "INTERNAL" } }),
  streamedError: (message) => event({ error: { code: 503, message, status: "UNAVAILABLE" } }),
};
