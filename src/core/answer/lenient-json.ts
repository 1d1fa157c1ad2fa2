/** What a text holds from some place on, and where that ends. */
export type LenientJson =
  | { readonly kind: "value"; readonly value: unknown; readonly end: number; readonly cut: boolean }
  /** `at` is where it stops to make sense. */
  | { readonly kind: "fault"; readonly at: number };

/** What nobody means to write, and what recursion can bear. */
const DEEPEST = 100;

interface Cursor {
  readonly text: string;
  at: number;
  /** The text ended before the value did. */
  cut: boolean;
  fault: boolean;
}

/**
 * JSON as people and models write it: comments, trailing and missing commas, bare keys, single
 * quotes, line breaks and quotes within a string, the constants of Python, and an end that is not
 * there. Where a text breaks off, members that were not complete are left out and `cut` is true.
 * What JSON.parse takes comes out the same.
 */
export function parseLenientJson(text: string, start = 0): LenientJson {
  const cursor: Cursor = { text, at: start, cut: false, fault: false };
  const value = readValue(cursor, 0);
  if (cursor.fault || (value === undefined && !cursor.cut)) {
    return { kind: "fault", at: Math.max(cursor.at, start + 1) };
  }
  return { kind: "value", value, end: cursor.at, cut: cursor.cut };
}

/** Undefined where the text ended or makes no sense; JSON itself knows no such value. */
function readValue(cursor: Cursor, depth: number): unknown {
  skipSpace(cursor);
  const first = cursor.text.charAt(cursor.at);
  if (first === "") return stop(cursor, "cut");
  if (depth > DEEPEST) return stop(cursor, "fault");
  if (first === "{") return readMapping(cursor, depth);
  if (first === "[") return readList(cursor, depth);
  return first === '"' || first === "'" ? readText(cursor, first) : readWord(cursor, depth);
}

function readMapping(cursor: Cursor, depth: number): unknown {
  const members: [string, unknown][] = [];
  cursor.at += 1;
  while (!closes(cursor, "}")) {
    const key = readKey(cursor);
    skipSpace(cursor);
    if (key === undefined || !takes(cursor, ":")) {
      stop(cursor, cursor.at >= cursor.text.length ? "cut" : "fault");
      break;
    }
    const value = readValue(cursor, depth + 1);
    if (value !== undefined) members.push([key, value]);
  }
  // Object.fromEntries defines its keys, so that a key named __proto__ stays a key.
  return Object.fromEntries(members);
}

function readList(cursor: Cursor, depth: number): unknown {
  const entries: unknown[] = [];
  cursor.at += 1;
  while (!closes(cursor, "]")) {
    const entry = readValue(cursor, depth + 1);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

/** Whether the list or mapping ends here, be it for want of text. */
function closes(cursor: Cursor, bracket: string): boolean {
  if (cursor.cut || cursor.fault) return true;
  do skipSpace(cursor);
  while (takes(cursor, ","));
  if (cursor.at >= cursor.text.length) stop(cursor, "cut");
  return cursor.cut || takes(cursor, bracket);
}

function readKey(cursor: Cursor): string | undefined {
  const first = cursor.text.charAt(cursor.at);
  if (first === '"' || first === "'") return readText(cursor, first);
  return match(cursor, /[A-Za-z_$][\w$-]*/y);
}

const PLAIN = { '"': /[^"\\]+/y, "'": /[^'\\]+/y };

function readText(cursor: Cursor, delimiter: '"' | "'"): string | undefined {
  cursor.at += 1;
  let text = "";
  while (cursor.at < cursor.text.length) {
    text += match(cursor, PLAIN[delimiter]) ?? "";
    const character = cursor.text.charAt(cursor.at);
    cursor.at += 1;
    if (character === "\\") text += readEscape(cursor);
    else if (character === delimiter) {
      if (endsText(cursor)) return text;
      text += character;
    }
  }
  return stop(cursor, "cut");
}

/** After a quote: does what follows belong to JSON, or was the quote part of the text? */
function endsText({ text, at }: Cursor): boolean {
  const follows =
    /\s*(?:$|[}\]:]|,\s*(?:$|["'{[\]}/]|-?\d|(?:true|false|null|True|False|None)\b|[\w$-]+\s*:)|\/[/*])|[^\S\n]*\n\s*["'{[]/y;
  follows.lastIndex = at;
  return follows.test(text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

function readEscape(cursor: Cursor): string {
  const code = match(cursor, /u[\dA-Fa-f]{4}/y);
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  const character = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  return ESCAPES[character] ?? character;
}

const CONSTANTS: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  NaN: null,
};

function readWord(cursor: Cursor, depth: number): unknown {
  const word = match(cursor, /[-+]?[\w.][\w.+-]*/y) ?? "";
  // Of a number that ends with the text, nobody knows whether more digits were to come.
  if (depth > 0 && cursor.at >= cursor.text.length) return stop(cursor, "cut");
  if (Object.hasOwn(CONSTANTS, word)) return CONSTANTS[word];
  const isNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d+)?$/.test(word);
  if (isNumber) return Number(word);
  cursor.at -= word.length;
  return stop(cursor, "fault");
}

function skipSpace(cursor: Cursor): void {
  match(cursor, /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)+/y);
}

function takes(cursor: Cursor, character: string): boolean {
  const taken = cursor.text.charAt(cursor.at) === character;
  if (taken) cursor.at += 1;
  return taken;
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const [found] = pattern.exec(cursor.text) ?? [];
  cursor.at += found?.length ?? 0;
  return found;
}

function stop(cursor: Cursor, how: "cut" | "fault"): undefined {
  cursor[how] = true;
  return undefined;
}
