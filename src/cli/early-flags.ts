/** What must be known before argv is parsed, so that a failure to parse it is told in the right form. */
export interface EarlyFlags {
  readonly json: boolean;
  readonly debug: boolean;
  /** Absent where the user left the choice to the terminal. */
  readonly color?: boolean;
}

/** Reads the words before a lone `--`, which ends the options. */
export function readEarlyFlags(argv: readonly string[]): EarlyFlags {
  const end = argv.indexOf("--");
  const words = end === -1 ? argv : argv.slice(0, end);
  const json = words.includes("--json");
  const debug = words.includes("--debug");
  const color = words.findLast((word) => word === "--color" || word === "--no-color");
  return color === undefined ? { json, debug } : { json, debug, color: color === "--color" };
}
