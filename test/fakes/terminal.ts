import type { Display, Terminal } from "../../src/cli/terminal.ts";

export interface FakeTerminal extends Terminal {
  /** What has reached each stream so far. */
  readonly out: () => string;
  readonly err: () => string;
}

export interface FakeTerminalOptions {
  readonly isTty?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly color?: boolean;
  readonly input?: string;
  /** Hears both streams in the order in which a person would see them. */
  readonly onWrite?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** A terminal that keeps what it is told. */
export function fakeTerminal(options: FakeTerminalOptions = {}): FakeTerminal {
  const stdout = recorder(options);
  const stderr = recorder(options);
  return {
    signal: options.signal ?? new AbortController().signal,
    stdin: {
      isTty: options.isTty ?? false,
      async *read() {
        yield Buffer.from(options.input ?? "");
      },
    },
    stdout,
    stderr,
    write: (text) => stdout.write(text),
    warn: (line) => stderr.write(`${line}\n`),
    settled: async () => {},
    out: stdout.text,
    err: stderr.text,
  };
}

function recorder(options: FakeTerminalOptions) {
  const { isTty = false, columns = 80, rows = 24, color = false, onWrite } = options;
  let text = "";
  const display: Display = {
    isTty,
    columns,
    rows,
    color,
    write(more) {
      text += more;
      onWrite?.(more);
    },
  };
  return { ...display, text: () => text };
}
