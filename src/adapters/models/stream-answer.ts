import {
  APICallError,
  InvalidResponseDataError,
  type ModelMessage,
  streamText,
  type TextStreamPart,
  type ToolSet,
  wrapLanguageModel,
} from "ai";

import { EpicError } from "../../core/errors.ts";
import type { ModelAnswer, ModelQuestion } from "../../core/models/exchange.ts";
import {
  type AskedModel,
  connectionError,
  refusalError,
  streamedRefusal,
} from "../../core/models/model-failure.ts";
import type { ModelSettings } from "../../core/models/model-settings.ts";
import type { Usage } from "../../schema/expense.ts";
import type { LanguageModelV3 } from "./open-client.ts";

export interface StreamRequest {
  readonly model: LanguageModelV3;
  readonly settings: ModelSettings;
  readonly asked: AskedModel;
  readonly question: ModelQuestion;
  readonly signal: AbortSignal;
  /** How many characters have come. */
  readonly onText: (length: number) => void;
}

/** One call, to the end of the stream. Throws EpicError, or the reason of the signal. */
export async function streamAnswer(request: StreamRequest): Promise<ModelAnswer> {
  try {
    return await listen(request);
  } catch (error) {
    throw failureOf(error, request);
  }
}

async function listen(request: StreamRequest): Promise<ModelAnswer> {
  const { signal, onText, settings } = request;
  let text = "";
  let finish: string | undefined;
  let usage: Usage = { model: settings.model };
  signal.throwIfAborted();
  for await (const part of start(request)) {
    // Of one that speaks without ever saying that it is done, what it said counts.
    if (part.type === "error" && !InvalidResponseDataError.isInstance(part.error)) throw part.error;
    if (part.type === "text-delta") onText((text += part.text).length);
    if (part.type === "finish") {
      finish = part.finishReason;
      usage = usageOf(part.totalUsage, settings.model);
    }
  }
  signal.throwIfAborted();
  return { text, end: endOf(finish), usage };
}

function start({
  model,
  settings,
  question,
  signal,
}: StreamRequest): AsyncIterable<TextStreamPart<ToolSet>> {
  const { temperature, maxOutputTokens, structured } = settings;
  // It writes its warnings to the console by itself.
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });
  return streamText({
    model: structured === "prompt" ? model : answeringBy(question.format, model),
    system: { role: "system", content: question.system, providerOptions: CACHED },
    messages: question.turns.map(({ role, text }): ModelMessage => ({ role, content: text })),
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    providerOptions: { openai: { promptCacheKey: question.persona } },
    abortSignal: signal,
    // Whoever asked us retries, with a budget and a clock.
    maxRetries: 0,
    onError() {},
  }).fullStream;
}

/**
 * Asks for the schema on the wire alone. The client's own way to do so parses the whole answer again
 * with each piece of it, and takes minutes for one that is long.
 */
function answeringBy(format: ModelQuestion["format"], model: LanguageModelV3): LanguageModelV3 {
  const responseFormat = { type: "json", schema: format } as const;
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v3",
      transformParams: ({ params }) => Promise.resolve({ ...params, responseFormat }),
    },
  });
}

/** What is the same for every epic comes first and is marked for the provider's cache. */
const CACHED = { anthropic: { cacheControl: { type: "ephemeral" } } };

interface Counted {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly inputTokenDetails: { readonly cacheReadTokens: number | undefined };
}

/** A server that counts nothing leaves it unknown. */
function usageOf({ inputTokens, outputTokens, inputTokenDetails }: Counted, model: string): Usage {
  const cachedTokens = inputTokenDetails.cacheReadTokens;
  return {
    model,
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cachedTokens !== undefined && { cachedTokens }),
  };
}

function endOf(finish: string | undefined): ModelAnswer["end"] {
  if (finish === "stop" || finish === "tool-calls") return "whole";
  if (finish === "length") return "limit";
  return finish === "content-filter" ? "filtered" : "broken";
}

function failureOf(error: unknown, { asked, settings, signal }: StreamRequest): unknown {
  if (signal.aborted) return signal.reason;
  const own = ownErrorIn(error);
  if (own) return own;
  if (APICallError.isInstance(error)) {
    const { statusCode, responseHeaders = {}, responseBody = "", url } = error;
    // A success whose body could not be read is a connection that did not last.
    if (statusCode === undefined || statusCode < 300) {
      return connectionError(error, asked, new URL(url).origin);
    }
    const refusal = { status: statusCode, headers: responseHeaders, body: responseBody };
    return refusalError(refusal, asked, Date.now());
  }
  if (error instanceof Error) {
    return connectionError(error, asked, settings.baseUrl ?? `the address of ${settings.type}`);
  }
  return refusalError(streamedRefusal(error), asked, Date.now());
}

/** Ours, as the guard of fetch throws them, however deep the client has wrapped them. */
function ownErrorIn(error: unknown): EpicError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof EpicError) return at;
  }
  return undefined;
}
