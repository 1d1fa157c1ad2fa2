import { teamNameSchema, ticketKeySchema } from "../schema/ticket.ts";
import { EpicError } from "./errors.ts";
import { quote } from "./quote.ts";

interface Kind {
  readonly what: string;
  readonly fits: (text: string) => boolean;
  readonly examples: string;
  readonly maxLength: number;
  /** Of this kind alone, after what holds for all names. */
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly breaks: RegExp;
  readonly fault: string;
}

const KEY: Kind = {
  what: "a ticket key",
  fits: (text) => ticketKeySchema.safeParse(text).success,
  examples: "AEC-456, DASHBOARD-001 or FEATURE-XYZ",
  maxLength: 64,
  rules: [{ breaks: /-.*-/su, fault: "it has more than one hyphen" }],
};

const TEAM: Kind = {
  what: "a team name",
  fits: (text) => teamNameSchema.safeParse(text).success,
  examples: "TEAM-A, BACKEND or SHARED",
  maxLength: 64,
  rules: [],
};

/** The key, which is then safe as the name of a folder. Throws INVALID_INPUT. */
export function parseTicketKey(text: string): string {
  return parseName(text, KEY);
}

/** The name, which is then safe as the name of a folder. Throws INVALID_INPUT. */
export function parseTeamName(text: string): string {
  return parseName(text, TEAM);
}

function parseName(text: string, kind: Kind): string {
  const fault = findFault(text, kind);
  if (fault === undefined) return text;
  const guess = guessName(text, kind);
  const hint = guess === undefined ? `use one such as ${kind.examples}` : `did you mean ${guess}?`;
  throw new EpicError("INVALID_INPUT", `${quoteStart(text)} is not ${kind.what}: ${fault}`, {
    hint,
  });
}

/** The names that Windows keeps for devices, in every folder and with every extension. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[.: ].*)?$/isu;

const RULES: readonly Rule[] = [
  { breaks: /^\s*$/u, fault: "it is empty" },
  { breaks: /\p{Cc}/u, fault: "it holds a control character" },
  { breaks: /[\\/]|^\.+$|^[A-Za-z]:|^~/u, fault: "it is a path" },
  { breaks: DEVICE, fault: "Windows keeps this name for a device" },
  { breaks: /\p{Ll}/u, fault: "it has lower-case letters" },
];

function findFault(text: string, kind: Kind): string | undefined {
  const broken = [...RULES, ...kind.rules].find(({ breaks }) => breaks.test(text));
  if (broken) return broken.fault;
  if (kind.fits(text)) return undefined;
  if (text.length > kind.maxLength) return `it has more than ${kind.maxLength} characters`;
  return `it must look like ${kind.examples}`;
}

/** What was probably meant by "aec-456", "AEC_456", "aec 456" or "AEC456". */
function guessName(text: string, kind: Kind): string | undefined {
  if (text.length > kind.maxLength || /[\\/]/.test(text)) return undefined;
  const upper = text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s_.–—-]+/gu, "-");
  const candidates = [upper, upper.replace(/^([A-Z]{2,})(\d+)$/, "$1-$2")];
  return candidates.find((candidate) => findFault(candidate, kind) === undefined);
}

const LONGEST_QUOTE = 80;

function quoteStart(text: string): string {
  return quote(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}
