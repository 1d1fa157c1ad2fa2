/** What a key of front matter can hold. There are no numbers and no booleans, only text. */
export type FlowValue = string | null | readonly FlowValue[] | FlowMap;
export interface FlowMap {
  readonly [key: string]: FlowValue;
}

/** Ends the reading with the reason, worded as the end of a sentence that begins with the place. */
export type Fail = (problem: string) => never;

/** `rest` is what follows the value. */
interface Reading<T> {
  readonly value: T;
  readonly rest: string;
}

/**
 * Reads one value as YAML would, on one line: plain or quoted text, `null`, `[a, b]` or `{ a: b }`,
 * and a comment after it. Plain text is text whatever it looks like: a title of 2024 is no number.
 */
export function readFlowValue(text: string, fail: Fail): FlowValue {
  const whole = text.trim();
  const plain = readPlainMap(whole);
  if (plain) return plain;
  const { value, rest } = readValue(whole, /(?=\s#)|$/, fail);
  if (!/^\s*(?:#.*)?$/.test(rest)) fail(`has ${rest.trim()} after its value`);
  return value;
}

const PLAIN_PAIR = new RegExp(
  String.raw`([A-Za-z_][\w-]*): (?:"([^"\\\u0000-\u001F]*)"|([A-Za-z0-9][\w.+-]*(?::[\w.+-]+)*))(, | \}$)`,
  "y",
);

/**
 * A map as the program itself writes it, without escapes: the lines of a thousand records are read
 * several times faster so. Undefined for any other.
 */
function readPlainMap(text: string): FlowMap | undefined {
  if (!text.startsWith("{ ")) return undefined;
  const entries: [string, FlowValue][] = [];
  let end = ", ";
  for (let at = 2; end === ", "; at = PLAIN_PAIR.lastIndex) {
    PLAIN_PAIR.lastIndex = at;
    const pair = PLAIN_PAIR.exec(text);
    if (!pair) return undefined;
    const [, key, quoted, plain] = pair;
    entries.push([String(key), quoted ?? (plain === "null" ? null : String(plain))]);
    end = String(pair[4]);
  }
  return Object.fromEntries(entries);
}

/** `end` is what ends plain text here. */
function readValue(text: string, end: RegExp, fail: Fail): Reading<FlowValue> {
  switch (text.charAt(0)) {
    case '"':
    case "'":
      return readQuoted(text, fail);
    case "[":
      return readList(text, fail);
    case "{":
      return readMap(text, fail);
    default:
      return readPlain(text, end, fail);
  }
}

/** Only the escapes that JSON and YAML share, so that what matches can be parsed. */
// oxlint-disable-next-line no-control-regex -- a quoted text holds none
const DOUBLE_QUOTED = /^"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/;
const SINGLE_QUOTED = /^'(?:[^']|'')*'/;

function readQuoted(text: string, fail: Fail): Reading<string> {
  const double = DOUBLE_QUOTED.exec(text)?.[0];
  const single = SINGLE_QUOTED.exec(text)?.[0];
  if (double !== undefined) {
    return { value: String(JSON.parse(double)), rest: text.slice(double.length) };
  }
  if (single !== undefined) {
    const value = single.slice(1, -1).replaceAll("''", "'");
    return { value, rest: text.slice(single.length) };
  }
  return fail("has a quoted text that does not end, or an escape in it that is not known");
}

function readPlain(text: string, end: RegExp, fail: Fail): Reading<string | null> {
  const length = text.startsWith("#") ? 0 : text.search(end);
  const value = text.slice(0, length).trimEnd();
  if (/^[&*!|>%@`]|:\s|:$|\s#/.test(value)) fail(`needs quotes around ${value}`);
  return {
    value: ["", "null", "~"].includes(value) ? null : value,
    rest: text.slice(length),
  };
}

const PLAIN_END_IN_FLOW = /(?=[,[\]{}])|$/;

function readList(text: string, fail: Fail): Reading<readonly FlowValue[]> {
  const values: FlowValue[] = [];
  const readMember = (member: string): string => {
    const { value, rest } = readValue(member, PLAIN_END_IN_FLOW, fail);
    values.push(value);
    return rest;
  };
  return { rest: readMembers(text, "]", readMember, fail), value: values };
}

const MAP_KEY = /^([A-Za-z_][\w-]*):\s+/;

function readMap(text: string, fail: Fail): Reading<FlowMap> {
  const entries: [string, FlowValue][] = [];
  const readMember = (member: string): string => {
    const [start, key] = MAP_KEY.exec(member) ?? fail("has { with something else than key: value");
    const { value, rest } = readValue(member.slice(start.length), PLAIN_END_IN_FLOW, fail);
    entries.push([String(key), value]);
    return rest;
  };
  return { rest: readMembers(text, "}", readMember, fail), value: Object.fromEntries(entries) };
}

/** Gives each member to `read`, which answers with what follows it; answers with what follows `close`. */
function readMembers(
  text: string,
  close: string,
  read: (member: string) => string,
  fail: Fail,
): string {
  let rest = text.slice(1).trimStart();
  while (!rest.startsWith(close)) {
    rest = read(rest).trimStart();
    if (rest.startsWith(",")) rest = rest.slice(1).trimStart();
    else if (!rest.startsWith(close)) fail(`lacks a ${close}`);
  }
  return rest.slice(1);
}
