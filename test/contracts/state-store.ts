import { afterEach } from "vitest";

import { leaseContract } from "./state-store-leases.ts";
import { listContract, referenceContract } from "./state-store-references.ts";
import { bodyContract, historyContract, saveContract } from "./state-store-saves.ts";
import type { StoreBench } from "./store-bench.ts";

/** What every StateStore must do. */
export function stateStoreContract(openBench: () => Promise<StoreBench>): void {
  let current: StoreBench | undefined;
  async function bench() {
    current = await openBench();
    return { ...current, bench: current, store: await current.open() };
  }
  afterEach(async () => {
    await current?.[Symbol.asyncDispose]();
    current = undefined;
  });

  historyContract(bench);
  saveContract(bench);
  leaseContract(bench);
  referenceContract(bench);
  bodyContract(bench);
  listContract(bench);
}
