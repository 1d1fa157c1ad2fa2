import { Option } from "commander";

import { EpicError } from "../core/errors.ts";

/** An option whose value may be anything but nothing. */
export function filled(flags: string, description: string): Option {
  const option = new Option(flags, description).argParser((value) => {
    if (value.trim() !== "") return value;
    throw new EpicError("INVALID_INPUT", `${option.long} is empty`, {
      hint: "leave it out, or say what it is",
    });
  });
  return option;
}
