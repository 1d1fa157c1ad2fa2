import type { ErrorCode } from "yaml";

import { quote } from "../../core/quote.ts";

/** What the parser found, or what we did. */
export interface YamlFault {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** A fault as a person would tell it who does not know how a parser works. */
export interface PlainFault {
  readonly message: string;
  readonly hint: string;
}

type Explain = (fault: YamlFault, text: string) => PlainFault | undefined;

const SAME_COLUMN = "let all keys or items of one level begin in the same column";

/** The commonest faults of people; where one says nothing, the parser's own words stand. */
const EXPLAIN: Partial<Record<ErrorCode, Explain>> = {
  BAD_INDENT: (fault) =>
    unclosed(fault) ?? {
      message: "this line is indented differently from the lines of its level",
      hint: SAME_COLUMN,
    },
  MISSING_CHAR: (fault) => unclosed(fault) ?? unquoted(fault),
  DUPLICATE_KEY: ({ pos: [start] }, text) => ({
    message: `the key ${quote(piece(text, start, /^[^:\n]+/))} stands a second time in its mapping`,
    hint: "keep one of them",
  }),
  TAB_AS_INDENT: () => ({
    message: "a tab indents this line",
    hint: "indent with spaces: YAML takes no tabs",
  }),
  MULTIPLE_DOCS: () => ({
    message: "a second document begins with ---, and a file holds one",
    hint: "remove the line, or make it a file of its own",
  }),
  BLOCK_AS_IMPLICIT_KEY: ({ message }) =>
    message.startsWith("Nested mappings")
      ? {
          message: "a key with a value of its own stands inside this value",
          hint: 'quote a text that holds ": ", and begin a mapping on the next line, indented',
        }
      : { message: "this item is indented differently from the list before it", hint: SAME_COLUMN },
  MULTILINE_IMPLICIT_KEY: ({ pos: [start] }, text) => ({
    message: `no colon follows ${quote(piece(text, start, /^[^\n]+/))}`,
    hint: "write a key, a colon, a space and the value, as in dayRate: 800",
  }),
  BAD_SCALAR_START: ({ pos: [start] }, text) => ({
    message: `a value cannot begin with ${piece(text, start, /^./u)}`,
    hint: "put the value in quotes",
  }),
  UNEXPECTED_TOKEN: ({ pos: [start] }, text) => ({
    message: `${quote(piece(text, start, /^\S+/))} cannot stand here`,
    hint: "remove it, or put the whole value in quotes",
  }),
  BLOCK_IN_FLOW: () => ({
    message: "a comma is missing between the entries of these brackets",
    hint: "separate entries in { } and [ ] by commas",
  }),
};

export function explainFault(fault: YamlFault, text: string): PlainFault {
  const explain = fault.code === undefined ? undefined : EXPLAIN[fault.code];
  const hint = "put a text with signs such as ! & * in quotes";
  return explain?.(fault, text) ?? { message: fault.message, hint };
}

/** The parser says only by its message which bracket it misses. */
function unclosed({ message }: YamlFault): PlainFault | undefined {
  const close = /end with a ([\]}])$/.exec(message)?.[1];
  if (close === undefined) return undefined;
  const open = close === "]" ? "[" : "{";
  return {
    message: `the ${open} before this is not closed by a ${close}`,
    hint: `close it, and indent its lines and the ${close} deeper than the key`,
  };
}

function unquoted({ message }: YamlFault): PlainFault | undefined {
  const sign = /^Missing closing (["'])/.exec(message)?.[1];
  if (sign === undefined) return undefined;
  return {
    message: `the text that begins with ${sign} before this has no closing ${sign}`,
    hint: `end the text with ${sign}`,
  };
}

const LONGEST = 40;

/** What stands there, as far as it fits into a message. */
function piece(text: string, start: number, pattern: RegExp): string {
  const [found = ""] = pattern.exec(text.slice(start, start + LONGEST)) ?? [];
  return found.trim();
}
