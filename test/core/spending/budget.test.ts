import { expect, test } from "vitest";

import { EpicError } from "../../../src/core/errors.ts";
import { type Account, mostOf, refuseOverrun } from "../../../src/core/spending/budget.ts";
import { estimateCall } from "../../../src/core/spending/estimate-call.ts";
import type { Expense } from "../../../src/schema/expense.ts";

const TABLE = { known: { input: 10, output: 20 } };
const exactly = (bytes: number) => ({ low: bytes, expected: bytes, high: bytes });

/** 1,000 tokens in at most, 1,000 out: 0.03 USD. */
const call = estimateCall(
  { model: "known", promptBytes: 500, maxOutputTokens: 1000 },
  exactly(2000),
  TABLE,
);
const foreign = estimateCall({ model: "foreign", promptBytes: 0 }, exactly(2000), TABLE);

const answered = (rest: Partial<Expense>): Expense => ({
  persona: "product-owner",
  provider: "agent",
  outcome: "answered",
  ...rest,
});

function refusal(next: typeof call, account: Partial<Account>): EpicError | undefined {
  try {
    refuseOverrun("architect", next, {
      limits: {},
      spent: [],
      pending: { costUsd: 0, tokens: 0 },
      ...account,
    });
  } catch (error) {
    if (error instanceof EpicError) return error;
    throw error;
  }
  return undefined;
}

test("an estimate is a range that a bigger description widens", () => {
  expect(call).toEqual({
    kind: "tokens",
    model: "known",
    inputTokens: { low: 500, expected: 625, high: 1000 },
    outputTokens: { low: 600, expected: 1000, high: 1000 },
    costUsd: { low: 0.017, expected: 0.02625, high: 0.03 },
  });
  expect(mostOf(call)).toEqual({ costUsd: 0.03, tokens: 2000 });
});

test("a model without a price has no cost, which is not a cost of 0", () => {
  expect(foreign).not.toHaveProperty("costUsd");
  expect(foreign).toMatchObject({ outputTokens: { high: 8000 } });
});

test("who neither calls nor charges is free, who does not say is unknown", () => {
  expect(estimateCall("nothing", exactly(1), TABLE)).toEqual({ kind: "free" });
  expect(estimateCall(undefined, exactly(1), TABLE)).toEqual({ kind: "unknown" });
  expect(mostOf({ kind: "unknown" })).toEqual({ costUsd: 0, tokens: 0 });
});

test.each([
  [{}, undefined],
  [{ limits: { maxCost: 0.03 } }, undefined],
  [{ limits: { maxCost: 0.029 } }, "--max-cost 0.06"],
  [{ limits: { maxCost: 0.05 }, spent: [answered({ costUsd: 0.02 })] }, undefined],
  [{ limits: { maxCost: 0.05 }, spent: [answered({ costUsd: 0.021 })] }, "--max-cost 0.1"],
  [{ limits: { maxCost: 0.05 }, pending: { costUsd: 0.021, tokens: 0 } }, "--max-cost 0.1"],
  [{ limits: { maxTokens: 2000 } }, undefined],
  [{ limits: { maxTokens: 1999 } }, "--max-tokens 3998"],
  [{ limits: { maxTokens: 2010 }, pending: { costUsd: 0, tokens: 11 } }, "--max-tokens 4020"],
] as const)("within %j a call is refused: %j", (account, resumeWith) => {
  expect(refusal(call, account)?.resumeWith).toBe(resumeWith);
});

test("a refusal says what is spent, what the call may take, and what the limit is", () => {
  const account = { limits: { maxCost: 0.05 }, spent: [answered({ costUsd: 0.03 })] };
  expect(refusal(call, account)).toMatchObject({
    code: "BUDGET_EXCEEDED",
    message:
      "The budget does not reach for architect: architect may take up to 0.030 USD, and 0.030 USD of 0.050 USD are spent",
  });
  expect(refusal(call, { limits: { maxCost: 0 } })?.message).toContain("0.00 USD of 0.00 USD");
});

test("an agent that cannot say beforehand is stopped once the budget is gone", () => {
  const unknown = { kind: "unknown" } as const;
  expect(refusal(unknown, { limits: { maxCost: 0.1, maxTokens: 10 } })).toBeUndefined();
  const spent = [answered({ costUsd: 0.1, inputTokens: 5, outputTokens: 5 })];
  expect(refusal(unknown, { limits: { maxCost: 0.1 }, spent })?.resumeWith).toBe("--max-cost 0.2");
  expect(refusal(unknown, { limits: { maxTokens: 10 }, spent })?.resumeWith).toBe(
    "--max-tokens 20",
  );
});

test("a limit that nobody can keep refuses, since unknown is not 0", () => {
  expect(refusal(foreign, { limits: { maxCost: 100 } })?.message).toBe(
    "The limit of 100.00 USD cannot be kept: the price of foreign is not known",
  );
  expect(refusal(foreign, { limits: { maxTokens: 100_000 } })).toBeUndefined();
  const unknown = { kind: "unknown" } as const;
  expect(refusal(unknown, { limits: { maxCost: 9 }, spent: [answered({})] })?.message).toMatch(
    /agent did not say what it cost/,
  );
  const named = [answered({ model: "gpt-x" })];
  expect(refusal(unknown, { limits: { maxCost: 9 }, spent: named })?.message).toMatch(
    /gpt-x did not say/,
  );
  expect(
    refusal(unknown, { limits: { maxTokens: 9 }, spent: [answered({ inputTokens: 1 })] })?.message,
  ).toMatch(/did not say how many tokens/);
});

test("an attempt that failed and told nothing does not stand in the way", () => {
  const spent = [answered({ outcome: "failed" })];
  expect(refusal(call, { limits: { maxCost: 1, maxTokens: 9999 }, spent })).toBeUndefined();
});

test("who is free passes whatever is spent", () => {
  const spent = [answered({ costUsd: 5 })];
  expect(refusal({ kind: "free" }, { limits: { maxCost: 1 }, spent })).toBeUndefined();
});
