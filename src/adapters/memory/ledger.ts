import { moneyOf } from "../../core/spending/money-of-event.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { MemoryMedium } from "./medium.ts";

/** The Ledger of the stores that share a medium. */
export function memoryLedger({ checkpoints, runs }: MemoryMedium): Ledger {
  return {
    async entries({ since = "", taskId }) {
      return checkpoints
        .filter((each) => each.createdAt >= since)
        .filter((each) => taskId === undefined || each.taskId === taskId)
        .flatMap(({ taskId: run, createdAt, event }) => {
          const money = moneyOf(event);
          if (!money) return [];
          const project = runs.get(run)?.summary?.project;
          return [
            { taskId: run, at: createdAt, ...(project !== undefined && { project }), ...money },
          ];
        });
    },
  };
}
