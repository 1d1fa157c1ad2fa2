import { expect, test } from "vitest";

import { estimateRun } from "../../src/core/spending/estimate-run.ts";
import { reportSpending } from "../../src/core/spending/report.ts";
import { renderEstimate, renderSpending } from "../../src/reports/spending.ts";
import type { Expense } from "../../src/schema/expense.ts";

const MODEL = { model: "large", promptBytes: 1000, maxOutputTokens: 1000 };
const call = (persona: string, consumption: typeof MODEL | "nothing" | undefined) => ({
  persona,
  provider: "reviewer",
  consumption,
  upstream: 0,
});
const estimateOf = (...consumptions: readonly Parameters<typeof call>[1][]) =>
  renderEstimate(
    estimateRun({
      calls: consumptions.map((consumption, at) => call(`persona-${at + 1}`, consumption)),
      descriptionBytes: 1000,
      maxRetries: 1,
      prices: { large: { input: 10, output: 20, asOf: "2026-10-24" } },
    }),
    {},
  );

test("an estimate names what it knows and what it does not", () => {
  expect(estimateOf("nothing", MODEL, { ...MODEL, model: "foreign" }, undefined)).toBe(
    `PERSONA    ANSWERED BY  CALLS   TOKENS IN    TOKENS OUT             USD
persona-1  reviewer         0           0             0            0.00
persona-2  large            1  400 to 800  600 to 1,000  0.016 to 0.028
persona-3  foreign          1  400 to 800  600 to 1,000         unknown
persona-4  reviewer         1     unknown       unknown         unknown

3 calls, 6 if every retry is needed: about 0.025 USD, between 0.016 USD and 0.028 USD, and what 2 personas will cost is not known.
Prices as of 2026-10-24.
`,
  );
});

test.each([
  [["nothing"], "Nobody is called and nothing is spent: the rulebook answers."],
  [[undefined], "1 call, 2 if every retry is needed: what 1 persona will cost is not known."],
  [
    [MODEL],
    "1 call, 2 if every retry is needed: about 0.025 USD, between 0.016 USD and 0.028 USD.",
  ],
] as const)("of %j it says in all: %s", (consumptions, sentence) => {
  expect(estimateOf(...consumptions)).toContain(`\n${sentence}\n`);
});

const expense = (rest: Partial<Expense> = {}): Expense => ({
  persona: "architect",
  provider: "openai",
  outcome: "answered",
  inputTokens: 1000,
  outputTokens: 10,
  cachedTokens: 5,
  ...rest,
});

test("a report says what was spent, what is not known of it, and what was saved", () => {
  const report = reportSpending([
    {
      project: "library",
      expenses: [expense({ costUsd: 0.5 }), expense({ outcome: "failed" })],
      saved: [],
    },
    { expenses: [], saved: [expense({ persona: "devops-engineer", costUsd: 0.25 })] },
    { expenses: [expense({ persona: "legal-counsel" })], saved: [] },
  ]);
  expect(renderSpending(report, ["personas", "projects"], {})).toBe(
    `PERSONA          ATTEMPTS  FAILED  TOKENS IN  CACHED  TOKENS OUT      USD  SAVED USD
architect               2       1      2,000      10          20    >0.50       0.00
devops-engineer         0       0          0       0           0     0.00       0.25
legal-counsel           1       0      1,000       5          10  unknown       0.00

PROJECT  ATTEMPTS  FAILED  TOKENS IN  CACHED  TOKENS OUT      USD  SAVED USD
library         2       1      2,000      10          20    >0.50       0.00
(none)          1       0      1,000       5          10  unknown       0.25

Spent   0.50 USD in 3 attempts, 3,030 tokens; the cost of 2 is not known
Saved   0.25 USD by 1 answer that need not be asked for again, 1,010 tokens
`,
  );
});

test("where nobody charges that is all there is to say", () => {
  expect(renderSpending(reportSpending([]), ["personas"], {})).toBe(
    "Spent   nothing: nobody who charges was asked\n",
  );
});
