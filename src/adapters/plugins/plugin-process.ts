import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { Readable } from "node:stream";

import { EpicError } from "../../core/errors.ts";
import { CHANNEL, type HostSettings, type PluginReply, type PluginRequest } from "./messages.ts";
import { readLines } from "./read-lines.ts";

export interface ProcessRequest {
  /** The program that loads plugins: src/bin/plugin-host.ts, built. */
  readonly host: string;
  /** Working folder: that of the project. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly memoryBytes: number;
  /** False where nothing may leave this machine. */
  readonly allowEgress: boolean;
  /** Takes what the plugin prints, line by line. */
  readonly say: (text: string) => void;
}

/** A process that serves one request after the other. */
export interface PluginProcess {
  /** Hands over what needs no answer. */
  tell(request: PluginRequest): void;
  /** Rejects with PLUGIN_FAILED where the process ends instead of answering, or says too much. */
  ask(request: PluginRequest): Promise<PluginReply>;
  readonly ended: () => boolean;
  /** At once, with all that it has started. */
  kill(): void;
}

/** Some hundred times what an epic takes. */
const MAX_REPLY_BYTES = 32 * 1024 * 1024;

/** Longer lines of what a plugin prints are dropped. */
const MAX_LINE_BYTES = 8 * 1024;

interface Waiting {
  readonly settle: (reply: PluginReply) => void;
  readonly fail: (error: EpicError) => void;
}

export function startPluginProcess(request: ProcessRequest): PluginProcess {
  const child = spawnHost(request);
  const channel = child.stdio[CHANNEL];
  let waiting: Waiting | undefined;
  let end: EpicError | undefined;
  let overran = 0;
  let lastWords = "";

  function fail(error: EpicError): void {
    end ??= error;
    waiting?.fail(end);
    waiting = undefined;
  }
  function take(line: string): void {
    const reply = parseReply(line);
    if (reply?.kind === "overran") overran = reply.bytes;
    else if (reply) {
      waiting?.settle(reply);
      waiting = undefined;
    }
  }
  const kill = () => killGroup(child);

  listen(channel, MAX_REPLY_BYTES, take, () => {
    fail(failed(`it answered with more than ${inMegabytes(MAX_REPLY_BYTES)}`));
    kill();
  });
  for (const stream of [child.stdout, child.stderr]) {
    listen(stream, MAX_LINE_BYTES, (line) => {
      if (line.trim() === "") return;
      lastWords = reasonAmong(lastWords, line.trim());
      request.say(line);
    });
  }
  child.once("error", ({ message }) => fail(failed(`its process cannot be started: ${message}`)));
  child.once("close", (code, signal) => {
    fail(
      overran > 0 ? tooGreedy(overran, request) : gone(signal ?? `exit code ${code}`, lastWords),
    );
  });
  // Between calls nothing of it keeps the program alive.
  child.unref();

  const tell = (message: PluginRequest): void => {
    if (channel instanceof Socket) channel.write(`${JSON.stringify(message)}\n`);
  };
  return {
    tell,
    ask: (message) =>
      new Promise((settle, reject) => {
        waiting = { settle, fail: reject };
        if (end) fail(end);
        else tell(message);
      }),
    ended: () => end !== undefined || child.killed,
    kill,
  };
}

/** In a process group of its own, so that whatever it starts ends with it. */
function spawnHost({ host, folder, env, memoryBytes, allowEgress }: ProcessRequest) {
  const heap = `--max-old-space-size=${Math.max(16, Math.floor(memoryBytes / 1024 ** 2))}`;
  const settings: HostSettings = { memoryBytes, allowEgress };
  return spawn(process.execPath, [heap, host, JSON.stringify(settings)], {
    cwd: folder,
    env: { ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group is gone, which is what was wanted.
  }
  child.kill("SIGKILL");
}

function listen(
  stream: unknown,
  maxBytes: number,
  line: (text: string) => void,
  tooLong: () => void = () => {},
): void {
  if (!(stream instanceof Readable)) return;
  readLines(stream, { maxBytes, line, tooLong });
  // What became of the process is told by its end.
  stream.on("error", () => {});
  if (stream instanceof Socket) stream.unref();
}

/** A line that is cut off by the end of the process is no reply. */
function parseReply(line: string): PluginReply | undefined {
  if (line.trim() === "") return undefined;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the host wrote it
    return JSON.parse(line) as PluginReply;
  } catch {
    return undefined;
  }
}

/** The line that names an error, else the last one: Node prints its version after the reason. */
function reasonAmong(earlier: string, line: string): string {
  const names = /^(?:Uncaught )?(?:\w*Error|FATAL ERROR)\b/;
  return names.test(earlier) && !names.test(line) ? earlier : line;
}

function failed(message: string, hint?: string): EpicError {
  return new EpicError("PLUGIN_FAILED", message, { hint });
}

function tooGreedy(bytes: number, { memoryBytes }: ProcessRequest): EpicError {
  const used = `${inMegabytes(bytes)} of memory, more than the ${inMegabytes(memoryBytes)} allowed`;
  return failed(`it used ${used}`, "let it use less, or raise memory of its entry in plugins");
}

function gone(how: string, lastWords: string): EpicError {
  return failed(`it ended its process (${how})${lastWords === "" ? "" : `: ${lastWords}`}`);
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}
