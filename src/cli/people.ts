import type { PeopleOptions } from "../app/open-app.ts";
import { EpicError } from "../core/errors.ts";
import type { Terminal } from "./terminal.ts";

/**
 * How people are asked: in their editor where there is a terminal for it, else by printing the
 * question. Throws INVALID_INPUT where an editor is wanted and nobody is there to use it.
 */
export function askPeople(
  interactive: boolean,
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean },
): PeopleOptions {
  if (interactive && !(terminal.stdin.isTty && terminal.stdout.isTty)) {
    throw new EpicError("INVALID_INPUT", "--interactive needs a terminal, and this is none", {
      hint: "leave it out: the question is written to a file, and epic answer takes the answer",
    });
  }
  return {
    interactive,
    // With --json the one document says that the run waits, and where the question is.
    onQuestion: (document) => {
      if (!json) terminal.write(document);
    },
  };
}
