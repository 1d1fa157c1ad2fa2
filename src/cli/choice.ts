import { Option } from "commander";

import { EpicError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";

/** An option that takes one of a few words, and tells which one was probably meant. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  const option = new Option(flags, description).argParser((value) => {
    if (words.includes(value)) return value;
    throw new EpicError("INVALID_INPUT", `${option.long} does not know "${value}"`, {
      hint: didYouMean(value, words) ?? `it takes ${words.join(", ")}`,
    });
  });
  option.argChoices = [...words];
  return option;
}
