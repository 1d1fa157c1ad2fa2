import { EpicError } from "../core/errors.ts";

/** One of the two output streams. */
export interface Display {
  readonly isTty: boolean;
  /** Characters per line: the terminal's width, or `COLUMNS`, or 80. */
  readonly columns: number;
  readonly rows: number;
  readonly color: boolean;
  /** Takes the text as it is. A failure to write it is told by `Terminal.settled`. */
  write(text: string): void;
}

/** What a command may do to the outside: print, warn, read standard input, notice that the user gave up. */
export interface Terminal {
  /** Aborted with CANCELLED by the first SIGINT or SIGTERM; the second ends the process at once. */
  readonly signal: AbortSignal;
  readonly stdin: { readonly isTty: boolean; read(): AsyncIterable<Uint8Array> };
  readonly stdout: Display;
  readonly stderr: Display;
  /** The result, on standard output. */
  write(text: string): void;
  /** One line about the work, on standard error. */
  warn(line: string): void;
  /** Resolves when all that was written has left; throws STORAGE_ERROR where the result could not. */
  settled(): Promise<void>;
}

export interface TerminalOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** What `--color` or `--no-color` said. */
  readonly color?: boolean | undefined;
}

type Streams = Pick<NodeJS.Process, "stdin" | "stdout" | "stderr">;

export function openTerminal(streams: Streams, options: TerminalOptions): Terminal {
  const stdout = openDisplay(() => streams.stdout, options);
  const stderr = openDisplay(() => streams.stderr, options);
  return {
    signal: options.signal,
    stdin: {
      get isTty() {
        return streams.stdin.isTTY;
      },
      read: () => readStream(streams.stdin, options.signal),
    },
    stdout: stdout.display,
    stderr: stderr.display,
    write: (text) => stdout.display.write(text),
    warn: (line) => stderr.display.write(`${line}\n`),
    async settled() {
      // Nobody can be told that standard error is gone, so its failure is waited for and dropped.
      const [failure] = await Promise.all([stdout.settled(), stderr.settled()]);
      if (!failure) return;
      throw new EpicError("STORAGE_ERROR", `The result could not be written: ${failure.message}`, {
        cause: failure,
        hint: "make room or choose another place for standard output, then run the command again",
      });
    },
  };
}

/** `stream` is asked for late: to look at standard output costs start-up time. */
function openDisplay(stream: () => NodeJS.WriteStream, { env, color }: TerminalOptions) {
  let opened: NodeJS.WriteStream | undefined;
  let failure: Error | undefined;
  let pending = Promise.resolve();

  function open(): NodeJS.WriteStream {
    if (opened) return opened;
    opened = stream();
    opened.on("error", (error: NodeJS.ErrnoException) => {
      // A closed pipe means that the reader has seen enough: an end, not a failure.
      if (error.code !== "EPIPE") failure ??= error;
    });
    return opened;
  }

  const display: Display = {
    get isTty() {
      return open().isTTY;
    },
    get columns() {
      return open().columns || Number.parseInt(env["COLUMNS"] ?? "", 10) || 80;
    },
    get rows() {
      return open().rows || 24;
    },
    get color() {
      return color ?? wantsColor(env, open().isTTY);
    },
    write(text) {
      const gone = new Promise<void>((resolve) => open().write(text, () => resolve()));
      pending = pending.then(() => gone);
    },
  };
  return {
    display,
    async settled(): Promise<Error | undefined> {
      await pending;
      return failure;
    },
  };
}

/** https://no-color.org, and FORCE_COLOR as other programs read it. */
function wantsColor(env: TerminalOptions["env"], isTty: boolean): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return isTty && env["TERM"] !== "dumb";
}

async function* readStream(
  stream: NodeJS.ReadStream,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const stop = () => stream.destroy(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    yield* stream as AsyncIterable<Uint8Array>; // No encoding is set, so its chunks are buffers.
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
