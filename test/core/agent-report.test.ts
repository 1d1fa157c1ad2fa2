import * as fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";

import { agentProgress, readAgentReport } from "../../src/core/agent-report.ts";
import { readAnswer } from "../../src/core/answer/read-answer.ts";
import { usageSchema } from "../../src/schema/expense.ts";
import { SHOWN_FRAME } from "./answer/frame.ts";

const REVIEW = {
  verdict: "CONCERNS",
  insights: ["It is one"],
  recommendations: [],
  confidence: 0.7,
};
const text = JSON.stringify(REVIEW);

/** As the agents of the presets print it. */
const CLAUDE = {
  type: "result",
  subtype: "success",
  is_error: false,
  result: `Here it is:\n\`\`\`json\n${text}\n\`\`\``,
  total_cost_usd: 0.0123,
  usage: {
    input_tokens: 4,
    cache_creation_input_tokens: 100,
    cache_read_input_tokens: 1000,
    output_tokens: 50,
  },
  modelUsage: { "claude-sonnet-4-5": {} },
};
const CODEX = [
  { type: "thread.started", thread_id: "1" },
  { type: "item.completed", item: { id: "0", type: "reasoning", text: "**Reading**" } },
  { type: "item.completed", item: { id: "1", type: "agent_message", text } },
  {
    type: "turn.completed",
    usage: { input_tokens: 900, cached_input_tokens: 800, output_tokens: 20 },
  },
]
  .map((event) => JSON.stringify(event))
  .join("\n");
const GEMINI = {
  response: text,
  stats: {
    models: {
      "gemini-2.5-pro": {
        tokens: { prompt: 700, candidates: 60, total: 800, cached: 10, thoughts: 40, tool: 0 },
      },
    },
  },
};

test.each([
  ["bare JSON", text, "stdout", undefined],
  ["prose", `I think:\n${text}\nThat is all.`, "stdout", undefined],
  [
    "claude -p",
    JSON.stringify(CLAUDE),
    "stdout",
    {
      model: "claude-sonnet-4-5",
      inputTokens: 1104,
      cachedTokens: 1000,
      outputTokens: 50,
      costUsd: 0.0123,
    },
  ],
  [
    "codex exec",
    `warning: no repository\n${CODEX}\n`,
    "json-lines",
    { inputTokens: 900, cachedTokens: 800, outputTokens: 20 },
  ],
  [
    "gemini -p",
    JSON.stringify(GEMINI),
    "stdout",
    { model: "gemini-2.5-pro", inputTokens: 700, cachedTokens: 10, outputTokens: 100 },
  ],
  [
    "a script that counts",
    JSON.stringify({ ...REVIEW, usage: { model: "own-1", outputTokens: "7", costUsd: 0.5 } }),
    "file",
    { model: "own-1", outputTokens: 7, costUsd: 0.5 },
  ],
] as const)(
  "the review and what it took are found in what %s prints",
  (_who, said, output, usage) => {
    const report = readAgentReport(said, output);
    expect(report.usage).toEqual(usage);
    const { outcome } = report;
    const { answer } = z
      .object({ kind: z.literal("answered"), answer: z.unknown() })
      .parse(outcome);
    expect(readAnswer(answer, SHOWN_FRAME)).toMatchObject({
      kind: "review",
      review: { verdict: "CONCERNS", insights: ["It is one"], confidence: 0.7 },
    });
  },
);

test.each([
  [
    { ...CLAUDE, is_error: true, result: "Credit balance is too low" },
    "Credit balance is too low",
    undefined,
  ],
  [{ error: { message: "rate limited", retryAfter: 3 } }, "rate limited", 3000],
  [{ error: "overloaded", retry_after: "0.5" }, "overloaded", 500],
  [{ error: "overloaded", retryAfter: -1 }, "overloaded", undefined],
  [{ type: "error", message: "stream ended" }, "stream ended", undefined],
  [{ type: "turn.failed", error: { message: "no such model" } }, "no such model", undefined],
])("a failure that is told as %j is one", (said, message, retryAfterMs) => {
  for (const output of ["stdout", "json-lines"] as const) {
    const { outcome } = readAgentReport(JSON.stringify(said), output);
    expect(outcome).toEqual({ kind: "failed", message, retryAfterMs });
  }
});

test("a refusal is told apart from a failure", () => {
  expect(readAgentReport('{"refusal": "I do not review weapons"}', "stdout").outcome).toEqual({
    kind: "refused",
    message: "I do not review weapons",
  });
});

test("whoever stumbled and answered all the same has answered", () => {
  const said = `{"type":"error","message":"Reconnecting"}\n${text}`;
  expect(readAgentReport(said, "json-lines").outcome).toMatchObject({ kind: "answered" });
});

test("what holds neither a review nor a failure is left for the reader to complain of", () => {
  expect(readAgentReport("I am busy", "stdout").outcome).toEqual({
    kind: "answered",
    answer: "I am busy",
  });
});

test("usage that makes no sense is unknown", () => {
  const usage = { input_tokens: -1, output_tokens: 1.5, costUsd: "much" };
  expect(readAgentReport(JSON.stringify({ ...REVIEW, usage }), "stdout").usage).toBeUndefined();
  const stats = { models: { a: { tokens: {} }, b: 1 } };
  expect(readAgentReport(JSON.stringify({ ...REVIEW, stats }), "stdout").usage).toBeUndefined();
  expect(readAgentReport(JSON.stringify({ ...REVIEW, stats: {} }), "stdout").usage).toBeUndefined();
});

test("a cost alone is worth telling, and of several models none is named", () => {
  const said = { ...REVIEW, model: "big", usage: "?", total_cost_usd: 1 };
  expect(readAgentReport(JSON.stringify(said), "stdout").usage).toEqual({
    model: "big",
    costUsd: 1,
  });
  const several = { ...CLAUDE, modelUsage: { a: {}, b: {} } };
  expect(readAgentReport(JSON.stringify(several), "stdout").usage?.model).toBeUndefined();
});

test("events may tell what is being done", () => {
  expect(agentProgress('{"progress": "reads the code"}')).toBe("reads the code");
  expect(agentProgress('{"type": "started"}')).toBeUndefined();
  expect(agentProgress("reads the code")).toBeUndefined();
});

test("whatever an agent prints, reading it never throws and its usage fits the contract", () => {
  const count = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null));
  const usage = fc.record({ input_tokens: count, cached_tokens: count, costUsd: count });
  const said = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ usage, error: fc.anything() }).map((it) => JSON.stringify(it)),
  );
  fc.assert(
    fc.property(
      said,
      fc.constantFrom("stdout" as const, "json-lines" as const, "file" as const),
      (printed, output) => {
        const { usage: told = {} } = readAgentReport(printed, output);
        expect(usageSchema.safeParse(told).success).toBe(true);
      },
    ),
  );
});
