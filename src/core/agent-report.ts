import type { Usage } from "../schema/expense.ts";
import type { AgentProvider } from "../schema/provider.ts";
import { agentUsage } from "./agent-usage.ts";
import { findAnswer } from "./answer/find-answer.ts";
import { flagOf, memberOf, numberOf, textOf } from "./answer/member.ts";
import { isMapping, type Mapping } from "./config.ts";

/** What came of asking an agent, as it tells it. */
export interface AgentReport {
  readonly usage: Usage | undefined;
  readonly outcome: AgentOutcome;
}

export type AgentOutcome =
  /** What the review is read from. */
  | { readonly kind: "answered"; readonly answer: unknown }
  /** It tried, and may be asked again, at once or when it says. */
  | {
      readonly kind: "failed";
      readonly message: string;
      readonly retryAfterMs: number | undefined;
    }
  /** It will not, however often it is asked. */
  | { readonly kind: "refused"; readonly message: string };

/**
 * Agents wrap their answer in their own words: `{"type":"result","result":"…"}`, an event per line,
 * prose around a fence. A failure counts only where there is no review: an agent may stumble and
 * then answer all the same.
 */
export function readAgentReport(
  text: string,
  output: NonNullable<AgentProvider["output"]>,
): AgentReport {
  const values = output === "json-lines" ? linesOf(text) : [wholeOf(text)];
  const objects = values.filter(isMapping);
  const usage = objects.map(agentUsage).findLast((told) => told !== undefined);
  const answer = values.length === 1 ? values[0] : values;
  const failed = objects.some((value) => flagOf(memberOf(value, "is error")));
  if (!failed && findAnswer(answer).kind === "found") {
    return { usage, outcome: { kind: "answered", answer } };
  }
  const told = objects.map(failureOf).findLast((failure) => failure !== undefined);
  return { usage, outcome: told ?? { kind: "answered", answer } };
}

/** What it says while it works, where an event tells: `{"progress": "reads the code"}`. */
export function agentProgress(line: string): string | undefined {
  const [value] = linesOf(line);
  return isMapping(value) ? textOf(memberOf(value, "progress")) : undefined;
}

function wholeOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The events; what else a program prints between them is none. */
function linesOf(text: string): readonly unknown[] {
  return text
    .split("\n")
    .map((line) => wholeOf(line.trim()))
    .filter(isMapping);
}

function failureOf(value: Mapping): AgentOutcome | undefined {
  const refusal = textOf(memberOf(value, "refusal"));
  if (refusal !== undefined) return { kind: "refused", message: refusal };
  const error = memberOf(value, "error");
  const own = isMapping(error) ? error : { message: error };
  const said = memberOf(own, "message") ?? saidByFlag(value);
  const message = textOf(said);
  if (message === undefined) return undefined;
  const seconds = numberOf(memberOf(own, "retry after") ?? memberOf(value, "retry after"));
  const retryAfterMs = seconds === undefined || seconds < 0 ? undefined : seconds * 1000;
  return { kind: "failed", message, retryAfterMs };
}

/** `is_error` and `"type": "error"` say that the words beside them are no answer. */
function saidByFlag(value: Mapping): unknown {
  const failed = flagOf(memberOf(value, "is error")) || memberOf(value, "type") === "error";
  return failed ? memberOf(value, "result", "message") : undefined;
}
