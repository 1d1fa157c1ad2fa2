import type { Command } from "commander";

import type { TapeChoice } from "../app/open-app.ts";
import { EpicError } from "../core/errors.ts";

/** What commander makes of `--record` and `--replay`. */
export interface TapeFlags {
  readonly record?: string;
  readonly replay?: string;
}

export function addTapeFlags(command: Command): Command {
  return command
    .option("--record <folder>", "keep every exchange with a model or agent there, without keys")
    .option("--replay <folder>", "answer from there instead, without network or key");
}

/** Throws INVALID_INPUT where both are given, or one names nothing. */
export function tapeOf({ record, replay }: TapeFlags): TapeChoice | undefined {
  if (record !== undefined && replay !== undefined) {
    throw new EpicError("INVALID_INPUT", "--record and --replay exclude each other", {
      hint: "leave one of them out",
    });
  }
  const folder = record ?? replay;
  if (folder === undefined) return undefined;
  const kind = record === undefined ? "replay" : "record";
  if (folder.trim() !== "") return { kind, folder };
  throw new EpicError("INVALID_INPUT", `--${kind} is empty`, {
    hint: `name a folder, as in --${kind} tapes/login`,
  });
}
