import { afterEach, expect, test } from "vitest";

import type { Ledger } from "../../src/ports/ledger.ts";
import type { StateStore } from "../../src/ports/state-store.ts";
import type { Expense } from "../../src/schema/expense.ts";
import type { RunEvent } from "../../src/schema/run.ts";
import { hold, record, T0 } from "./records.ts";

interface LedgerBench extends AsyncDisposable {
  readonly store: StateStore;
  readonly ledger: Ledger;
}

const expense: Expense = {
  persona: "architect",
  provider: "openai",
  outcome: "answered",
  model: "gpt-9",
  inputTokens: 10,
  outputTokens: 5,
  costUsd: 0.25,
};
const failed: Expense = { persona: "architect", provider: "openai", outcome: "failed" };
const timeOf = (sequence: number) => new Date(T0 + sequence).toISOString();

/** Two runs that take turns: what they spent, saved, and did without money. */
async function fill(store: StateStore): Promise<void> {
  const one = await hold(store, "host:1:a", "task-one");
  const two = await hold(store, "host:1:a", "task-two");
  const stopped: RunEvent = { kind: "stopped", status: "failed", expenses: [failed] };
  await store.save(one, record({ project: "library" }));
  await store.save(two, record({ taskId: "task-two", event: stopped }));
  const resumed: RunEvent = { kind: "resumed", owner: "host:1:a", saved: [expense] };
  await store.save(one, record({ sequence: 2, project: "library", event: resumed }));
  const misleading = 'a text with "expenses": in it';
  const progressed = { kind: "progressed", persona: "architect", progress: misleading } as const;
  await store.save(two, record({ taskId: "task-two", sequence: 2, event: progressed }));
  const output = "0".repeat(64);
  await store.save(
    two,
    record({
      taskId: "task-two",
      sequence: 3,
      event: {
        kind: "reviewed",
        persona: "architect",
        review: { output, source: "model", executionTime: 1, attempts: 2 },
        expenses: [failed, expense],
      },
    }),
  );
}

const FIRST = { taskId: "task-two", at: timeOf(1), expenses: [failed], saved: [] };
const SECOND = {
  taskId: "task-one",
  at: timeOf(2),
  project: "library",
  expenses: [],
  saved: [expense],
};
const THIRD = { taskId: "task-two", at: timeOf(3), expenses: [failed, expense], saved: [] };

/** What every Ledger must do. */
export function ledgerContract(openBench: () => Promise<LedgerBench>): void {
  let bench: LedgerBench | undefined;
  async function filled() {
    bench = await openBench();
    await fill(bench.store);
    return bench.ledger;
  }
  afterEach(async () => {
    await bench?.[Symbol.asyncDispose]();
    bench = undefined;
  });

  test.each([
    ["all steps that money was spent or saved at, in order", {}, [FIRST, SECOND, THIRD]],
    ["those of one run", { taskId: "task-two" }, [FIRST, THIRD]],
    ["those at a time and after it", { since: timeOf(2) }, [SECOND, THIRD]],
    ["none of a run that there is not", { taskId: "task-three" }, []],
  ])("the ledger lists %s", async (_, query, expected) => {
    const ledger = await filled();
    expect(await ledger.entries(query)).toEqual(expected);
  });
}
