import { z } from "zod";

import { bearer, event, textsIn, type Told, type Vendor } from "./vendor.ts";

/** What strict mode takes: every property required, no other allowed, in every object. */
const strictJsonSchema = z.json().refine((schema) => isStrict(schema), "is no strict JSON Schema");

function isStrict(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const { type, properties, required, additionalProperties }: Record<string, unknown> = {
    ...value,
  };
  if (type === "object") {
    const names = Object.keys(properties ?? {});
    const all = Array.isArray(required) && names.every((name) => required.includes(name));
    if (!all || additionalProperties !== false) return false;
  }
  return Object.values(value).every(isStrict);
}

const common = {
  model: z.string().min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  temperature: z.number().min(0).max(2).optional(),
  response_format: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("json_object") }),
      z.strictObject({
        type: z.literal("json_schema"),
        json_schema: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          description: z.string().optional(),
          strict: z.boolean().optional(),
          schema: strictJsonSchema,
        }),
      }),
    ])
    .optional(),
};

const messagesAfter = (first: string) =>
  z
    .array(z.strictObject({ role: z.enum([first, "user", "assistant"]), content: z.string() }))
    .min(2)
    .refine((all) => all[0]?.role === first, `must begin with ${first}`);

/** POST /chat/completions with `stream`. */
const chat = z.strictObject({
  ...common,
  messages: messagesAfter("developer").or(messagesAfter("system")),
  max_completion_tokens: z.int().positive().optional(),
  /** The name before that, still taken. */
  max_tokens: z.int().positive().optional(),
  prompt_cache_key: z.string().max(64).optional(),
});

/** What servers took over of it: they know neither the role developer nor newer members. */
const compatibleChat = z.strictObject({
  ...common,
  messages: messagesAfter("system"),
  max_tokens: z.int().positive().optional(),
});

const ENDS = { stop: "stop", length: "length", filtered: "content_filter" } as const;

const chunk = (choices: readonly unknown[], usage: unknown = null): string =>
  event({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_790_000_000,
    model: "gpt",
    choices,
    usage,
  });

const choice = (delta: unknown, finish: string | null = null): readonly unknown[] => [
  { index: 0, delta, logprobs: null, finish_reason: finish },
];

function stream({ pieces, end, inputTokens, outputTokens, cachedTokens }: Told) {
  return {
    body: [
      chunk(choice({ role: "assistant", content: "" })),
      ...pieces.map((content) => chunk(choice({ content }))),
    ],
    end: [
      chunk(choice({}, ENDS[end])),
      chunk([], {
        prompt_tokens: inputTokens,
        completion_tokens: outputTokens,
        total_tokens: inputTokens + outputTokens,
        prompt_tokens_details: { cached_tokens: cachedTokens },
      }),
      event("[DONE]"),
    ],
  };
}

const refusal: Vendor["refusal"] = (status, message) =>
  JSON.stringify({
    error: { message, type: status === 429 ? "requests" : "error", param: null, code: null },
  });

export const openai: Vendor = {
  name: "openai",
  path: /^\/v1\/chat\/completions$/,
  version: "/v1",
  keyIn: bearer,
  request: chat,
  saidIn: textsIn,
  stream,
  refusal,
  streamedError: (text) =>
    event({ error: { message: text, type: "server_error", param: null, code: null } }),
};

export const openaiCompatible: Vendor = {
  ...openai,
  name: "openai-compatible",
  request: compatibleChat,
};
