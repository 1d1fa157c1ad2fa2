import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";

import { EpicError } from "../../core/errors.ts";
import { endGroup } from "./end-group.ts";
import { endStragglers } from "./end-stragglers.ts";
import { watchOver } from "./watch-over.ts";

export interface ProcessRequest {
  /** Program and arguments. */
  readonly command: readonly string[];
  /** Working folder. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** What it reads on standard input. */
  readonly stdin: string;
  /** More output than this is read by nobody: it is told, and the process has no reason to go on. */
  readonly maxBytes: number;
  /** How long it may take to end when it is asked to. */
  readonly graceMs: number;
  /** Each line of standard output as it comes. */
  readonly onLine: (line: string) => void;
}

/** How a process ended by itself. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process and all that it starts. To dispose of it is to end them all and wait until they are gone. */
export interface RunningProcess extends AsyncDisposable {
  /** Rejects where the program cannot be started, or says more than `maxBytes`. */
  readonly exit: Promise<Exit>;
  stdout(): string;
  /** The end of what it said on standard error. */
  stderr(): string;
}

const STDERR_BYTES = 64 * 1024;

/** In a process group of its own, which is what lets all of it be ended. */
export function startProcess(request: ProcessRequest): RunningProcess {
  const { command, folder, env, stdin, maxBytes, graceMs, onLine } = request;
  const [program = ""] = command;
  // By this the processes of one attempt are told from those of any other.
  const attempt = randomUUID();
  const child = begin(command, folder, { ...env, EPIC_ATTEMPT: attempt });
  const watch = child.pid === undefined ? undefined : watchOver(child.pid, folder);
  const out: Buffer[] = [];
  let err = Buffer.alloc(0);
  const exit = new Promise<Exit>((settle, fail) => {
    let bytes = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) out.push(chunk);
      else fail(tooMuch(program, maxBytes));
    });
    createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", onLine);
    child.once("error", (error) => fail(notStarted(error, program)));
    child.once("exit", (code, signal) => {
      // What it started may hold the pipe open; what itself said is in there already.
      const drained = setTimeout(() => settle({ code, signal }), DRAIN_MS);
      child.once("close", () => {
        // Left running it would keep the program alive after everything is done.
        clearTimeout(drained);
        settle({ code, signal });
      });
    });
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err = Buffer.concat([err, chunk]).subarray(-STDERR_BYTES);
  });
  // An agent need not read its question to the end, or at all.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return {
    exit,
    stdout: () => Buffer.concat(out).toString("utf8"),
    stderr: () => err.toString("utf8"),
    async [Symbol.asyncDispose]() {
      if (child.pid !== undefined) await endGroup(child.pid, graceMs);
      watch?.[Symbol.dispose]();
      await endStragglers(`EPIC_ATTEMPT=${attempt}`);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    },
  };
}

function begin([program = "", ...args]: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  try {
    return spawn(program, args, { cwd, env, detached: true });
  } catch (error) {
    throw notStarted(error, program);
  }
}

const DRAIN_MS = 300;

function tooMuch(program: string, maxBytes: number): EpicError {
  const limit = `${Math.round(maxBytes / 1024)} KB`;
  return new EpicError("VALIDATION_FAILED", `${program} answered with more than ${limit}`, {
    hint: "let it answer with the review alone",
  });
}

function notStarted(error: unknown, program: string): EpicError {
  const { code = "", message }: Partial<NodeJS.ErrnoException> =
    error instanceof Error ? error : new Error(String(error));
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such program",
    EACCES: "it may not be run",
    E2BIG: "its arguments are too long",
  };
  const reason = reasons[code] ?? message;
  return new EpicError("NOT_FOUND", `The command ${program} cannot be started: ${reason}`, {
    cause: error,
    hint:
      code === "E2BIG"
        ? "let it read the question from stdin or a file: input: stdin"
        : "install it, put it on the PATH, or name its path in the command of the provider",
  });
}
