import { z } from "zod";

import { event, textsIn, type Told, type Vendor } from "./vendor.ts";

const cacheControl = z.strictObject({
  type: z.literal("ephemeral"),
  ttl: z.enum(["5m", "1h"]).optional(),
});
const text = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1),
  cache_control: cacheControl.optional(),
});

/** POST /v1/messages with `stream`: docs of the Messages API, version 2023-06-01. */
const request = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  stream: z.literal(true),
  system: z.array(text).min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(["user", "assistant"]), content: z.array(text).min(1) }))
    .min(1)
    .refine(
      (all) => all.every(({ role }, at) => role === (at % 2 === 0 ? "user" : "assistant")),
      "roles must alternate and begin with user",
    )
    // Later models take no words put into their mouth.
    .refine((all) => all.at(-1)?.role === "user", "the last message must be the user's"),
  temperature: z.number().min(0).max(1).optional(),
  output_config: z
    .strictObject({
      format: z.strictObject({
        type: z.literal("json_schema"),
        schema: z.record(z.string(), z.json()),
      }),
    })
    .optional(),
  tools: z
    .array(
      z.strictObject({
        name: z.string(),
        description: z.string().optional(),
        input_schema: z.looseObject({ type: z.literal("object") }),
        eager_input_streaming: z.boolean().optional(),
      }),
    )
    .optional(),
  tool_choice: z
    .strictObject({
      type: z.enum(["any", "auto", "tool"]),
      disable_parallel_tool_use: z.boolean().optional(),
    })
    .optional(),
});

const KINDS: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  404: "not_found_error",
  429: "rate_limit_error",
  529: "overloaded_error",
};

const ENDS = { stop: "end_turn", length: "max_tokens", filtered: "refusal" } as const;

function stream({ pieces, end, inputTokens, outputTokens, cachedTokens }: Told) {
  const usage = {
    input_tokens: inputTokens - cachedTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cachedTokens,
    output_tokens: 1,
  };
  const message = {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
  return {
    body: [
      event({ type: "message_start", message }, "message_start"),
      event(
        { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
        "content_block_start",
      ),
      event({ type: "ping" }, "ping"),
      ...pieces.map((piece) =>
        event(
          { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: piece } },
          "content_block_delta",
        ),
      ),
    ],
    end: [
      event({ type: "content_block_stop", index: 0 }, "content_block_stop"),
      event(
        {
          type: "message_delta",
          delta: { stop_reason: ENDS[end], stop_sequence: null },
          usage: { output_tokens: outputTokens },
        },
        "message_delta",
      ),
      event({ type: "message_stop" }, "message_stop"),
    ],
  };
}

export const anthropic: Vendor = {
  name: "anthropic",
  path: /^\/v1\/messages$/,
  version: "/v1",
  keyIn: (headers) =>
    headers["anthropic-version"] === "2023-06-01" ? headers["x-api-key"]?.toString() : undefined,
  request,
  saidIn: textsIn,
  stream,
  refusal: (status, message) =>
    JSON.stringify({ type: "error", error: { type: KINDS[status] ?? "api_error", message } }),
  streamedError: (message) =>
    event({ type: "error", error: { type: "overloaded_error", message } }, "error"),
};
