import { extname } from "node:path";

import type { Command } from "commander";

import { EpicError } from "../core/errors.ts";
import type { FailOn } from "../schema/config.ts";
import { choice } from "./choice.ts";

export const FORMATS = ["markdown", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** A test holds them to the schema of the configuration. */
export const FAIL_ON = ["blocking", "critical", "none"] as const satisfies readonly FailOn[];

export interface DocumentFlags {
  readonly format?: Format;
  readonly out?: string;
}

export interface OutputFlags extends DocumentFlags {
  readonly failOn?: FailOn;
}

/** How the epic is shown. */
export function addDocumentFlags(command: Command): Command {
  return command
    .addOption(choice("--format <format>", "print the whole epic", FORMATS))
    .option("--out <path>", "write the whole epic to a file");
}

/** How the epic is shown, and what makes the command exit with 1. */
export function addOutputFlags(command: Command): Command {
  return addDocumentFlags(command).addOption(
    choice("--fail-on <what>", "exit with 1 where the epic holds such a recommendation", FAIL_ON),
  );
}

/** What goes to standard output, and what to a file. */
export interface OutputPlan {
  readonly stdout: "summary" | Format;
  readonly file?: { readonly path: string; readonly format: Format };
}

export function planOutput({ format, out }: DocumentFlags, json: boolean): OutputPlan {
  if (out === undefined) {
    if (json && format === "markdown") {
      throw new EpicError(
        "INVALID_INPUT",
        "--json and --format markdown both want standard output",
        {
          hint: "leave one of them out, or add --out <path> for the document",
        },
      );
    }
    return { stdout: json ? "json" : (format ?? "summary") };
  }
  if (out.trim() === "") {
    throw new EpicError("INVALID_INPUT", "--out is empty", { hint: "name a file, as in epic.md" });
  }
  const file = { path: out, format: format ?? formatOf(out) };
  return { stdout: json ? "json" : "summary", file };
}

function formatOf(path: string): Format {
  return extname(path).toLowerCase() === ".json" ? "json" : "markdown";
}
