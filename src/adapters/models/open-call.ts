import type { ModelAnswer, ModelQuestion } from "../../core/models/exchange.ts";
import { fillHeaders } from "../../core/models/fill-headers.ts";
import type { AskedModel } from "../../core/models/model-failure.ts";
import type { ModelSettings } from "../../core/models/model-settings.ts";
import type { PersonaContext } from "../../ports/persona-adapter.ts";
import { readApiKey } from "./api-key.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import type { ModelHost } from "./model-host.ts";

/** A model that can be called. */
export interface Call {
  readonly send: (
    question: ModelQuestion,
    context: Pick<PersonaContext, "signal" | "report">,
  ) => Promise<ModelAnswer>;
  /** What must never be shown or kept. */
  readonly secrets: readonly string[];
}

/** Reads the key and loads the client. Throws INVALID_INPUT where the key or a header is missing. */
export async function openCall(settings: ModelSettings, host: ModelHost): Promise<Call> {
  const { name, model, timeout } = settings;
  const key = await readApiKey(settings, host);
  const { file } = settings.key;
  const isShared = file !== undefined && (await host.isCommitted(file));
  const { headers, secrets: inHeaders } = fillHeaders(settings.headers, host.env, name);
  const secrets = key.value === undefined ? inHeaders : [key.value, ...inHeaders];
  const asked: AskedModel = { name, model, keyFrom: key.from, secrets };
  const fetch = guardedFetch({
    name,
    allowEgress: host.allowEgress,
    idleMs: timeout === undefined ? host.networkTimeoutMs : timeout * 1000,
    maxBytes: host.maxBytes,
  });
  const [{ openClient }, { streamAnswer }] = await Promise.all([
    import("./open-client.ts"),
    import("./stream-answer.ts"),
  ]);
  const client = await openClient(settings, { apiKey: key.value, headers, fetch });
  return {
    secrets,
    send: (question, { signal, report }) => {
      if (isShared) report(`warning: Git keeps ${file}, which holds the key of ${name}`);
      const onText = progressOf(model, report);
      return streamAnswer({ model: client, settings, asked, question, signal, onText });
    },
  };
}

/** People want to see that it moves, not every word. */
const STEP = 500;

function progressOf(model: string, report: (progress: string) => void): (length: number) => void {
  let next = STEP;
  return (length) => {
    if (length < next) return;
    next = (Math.floor(length / STEP) + 1) * STEP;
    report(`${model} has written ${length} characters`);
  };
}
