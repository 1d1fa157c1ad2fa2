import { Argument } from "commander";

import { EpicError } from "../../core/errors.ts";
import { didYouMean } from "../../core/suggest.ts";

/** An argument that takes one of a few words, and tells which one was probably meant. */
export function choiceArgument(
  name: string,
  description: string,
  words: readonly string[],
): Argument {
  const argument = new Argument(`<${name}>`, `${description}: ${words.join(", ")}`);
  return argument.argParser((value) => {
    if (words.includes(value)) return value;
    throw new EpicError("INVALID_INPUT", `There is no ${name} ${JSON.stringify(value)}`, {
      hint: didYouMean(value, words) ?? `it is one of ${words.join(", ")}`,
    });
  });
}
