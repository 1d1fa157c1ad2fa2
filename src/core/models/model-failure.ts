import type { ErrorCode } from "../../schema/error.ts";
import { EpicError } from "../errors.ts";
import { redact } from "../secrets.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What a server said instead of an answer. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Who was asked, for messages that say what to change. */
export interface AskedModel {
  readonly name: string;
  readonly model: string;
  /** Where its key comes from: "OPENAI_API_KEY", "the file key.txt", or nothing. */
  readonly keyFrom: string;
  /** What must not be shown. */
  readonly secrets: readonly string[];
}

/** A refusal as an error of ours: is it worth another try, and what would mend it? */
export function refusalError(refusal: Refusal, asked: AskedModel, now: number): EpicError {
  const said = redact(saidIn(refusal.body), asked.secrets);
  const message = `${asked.name} answered ${refusal.status}${said === "" ? "" : `: ${said}`}`;
  const code = codeOf(refusal);
  const wait = code === "PERSONA_UNAVAILABLE" ? retryAfterMs(refusal.headers, now) : undefined;
  return new EpicError(code, message, { hint: hintFor(code, refusal, asked), retryAfterMs: wait });
}

function codeOf({ status, body }: Refusal): ErrorCode {
  // The same status as for too many calls, and no waiting helps.
  if (/insufficient_quota|credit balance|billing/i.test(body)) return "BUDGET_EXCEEDED";
  return STATUSES[status] ?? (status >= 500 ? "PERSONA_UNAVAILABLE" : "INVALID_INPUT");
}

const STATUSES: Readonly<Record<number, ErrorCode>> = {
  401: "NOT_ALLOWED",
  402: "BUDGET_EXCEEDED",
  403: "NOT_ALLOWED",
  408: "TIMEOUT",
  409: "PERSONA_UNAVAILABLE",
  425: "PERSONA_UNAVAILABLE",
  429: "PERSONA_UNAVAILABLE",
};

function hintFor(
  code: ErrorCode,
  { status }: Refusal,
  { name, model, keyFrom }: AskedModel,
): string {
  if (code === "NOT_ALLOWED") return `check the key in ${keyFrom}`;
  if (code === "BUDGET_EXCEEDED") return `see to the account of ${name}`;
  if (code !== "INVALID_INPUT") return "epic resume continues a run that gave up";
  return status === 404
    ? `check the model "${model}", and providers.${name}.baseUrl where that is set`
    : `check what providers.${name} says; epic prompt shows what is sent`;
}

const LONGEST = 300;

/** The sentence in the body of an error, whichever vendor wrote it. */
function saidIn(body: string): string {
  const [, message] = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body) ?? [];
  const [, error] = /"error"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body) ?? [];
  const text = message ?? error ?? (/^\s*</.test(body) ? "" : body);
  const plain = text
    .replaceAll(/\\[nrt]|\s+/g, " ")
    .replaceAll(/\\(.)/g, "$1")
    .trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}...` : plain;
}

/** Kinds of errors that come in the middle of a stream, as the status they would have had. */
const STREAMED: Readonly<Record<string, number>> = {
  overloaded_error: 529,
  rate_limit_error: 429,
  api_error: 500,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  invalid_request_error: 400,
  server_error: 500,
};

/** What a server says of an error while it streams, as a refusal. */
export function streamedRefusal(said: unknown): Refusal {
  const body = typeof said === "string" ? said : JSON.stringify(said);
  const kind = Object.keys(STREAMED).find((name) => body.includes(name));
  return { status: STREAMED[kind ?? ""] ?? 500, headers: {}, body };
}

/** A connection that could not be made, or did not last. */
export function connectionError(cause: unknown, { name }: AskedModel, origin: string): EpicError {
  const code = codeIn(cause);
  const why = code === undefined ? "" : ` (${code})`;
  const refused = code === "ECONNREFUSED";
  return new EpicError(
    "NETWORK_ERROR",
    refused
      ? `Nobody answers for ${name} at ${origin}${why}`
      : `The connection to ${name} at ${origin} broke off${why}`,
    {
      cause,
      hint: refused
        ? `start the server, or check providers.${name}.baseUrl`
        : "check the network; epic resume continues",
    },
  );
}

/** Errors of fetch wrap those of the socket. */
function codeIn(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return undefined;
}
