import { EpicError } from "../core/errors.ts";
import type { CreateFlags } from "./create-flags.ts";

/** Where a description comes from. */
export type DescriptionSource =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdin" }
  /** It is part of what `--request` names. */
  | { readonly kind: "request" };

/** Throws INVALID_INPUT unless exactly one is named. Nothing is ever asked for at the keyboard. */
export function chooseSource(argument: string | undefined, flags: CreateFlags): DescriptionSource {
  const { file, request } = flags;
  if (argument !== undefined && file !== undefined) {
    throw new EpicError("INVALID_INPUT", "Two descriptions are given: an argument and --file", {
      hint: "leave one of them out",
    });
  }
  if (argument === "-") return { kind: "stdin" };
  if (argument !== undefined) return { kind: "text", text: argument };
  if (file !== undefined) return { kind: "file", path: file };
  if (request !== undefined) return { kind: "request" };
  throw new EpicError("INVALID_INPUT", "No description is given", { hint: missingHint(flags) });
}

/** A flag that takes several words takes the description too, when that comes after it. */
function missingHint({ exclude = [], persona = [] }: CreateFlags): string {
  const swallowed = [...exclude, ...persona].findLast((word) => word.includes(" "));
  if (swallowed !== undefined) return "put the description before --exclude and --persona";
  return 'epic create "Customers can return an order online", or --file <path>, or - for standard input';
}
