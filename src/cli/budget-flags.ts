import { type Command, Option } from "commander";

import { EpicError } from "../core/errors.ts";

/** What commander makes of `--max-cost` and `--max-tokens`. */
export interface BudgetFlags {
  /** US dollars. */
  readonly maxCost?: number;
  readonly maxTokens?: number;
}

/** What a run may consume, all that it has consumed before included. */
export function addBudgetFlags(command: Command): Command {
  return command
    .addOption(
      new Option("--max-cost <usd>", "stop before the run has cost more US dollars").argParser(
        parseUsd,
      ),
    )
    .addOption(
      new Option("--max-tokens <count>", "stop before the run has taken more tokens").argParser(
        parseTokens,
      ),
    );
}

/** Only the members that are given, so that they can be spread over others. */
export function limitsOf({ maxCost, maxTokens }: BudgetFlags): BudgetFlags {
  return {
    ...(maxCost !== undefined && { maxCost }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
}

function parseUsd(value: string): number {
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value);
  throw new EpicError("INVALID_INPUT", `--max-cost does not take "${value}"`, {
    hint: "give US dollars as a number, as in --max-cost 0.50",
  });
}

function parseTokens(value: string): number {
  const count = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(count)) return count;
  throw new EpicError("INVALID_INPUT", `--max-tokens does not take "${value}"`, {
    hint: "give a whole number, as in --max-tokens 200000",
  });
}
