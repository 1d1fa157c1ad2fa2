import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const EPIC = resolve(import.meta.dirname, "../../dist/bin/epic.js");
if (!existsSync(EPIC)) throw new Error(`${EPIC} is missing: npm run build makes it`);

export interface Ended {
  /** Of the process, or of the shell that stands for it where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** An empty project with a home of its own: nothing of the machine's user gets in. */
export interface Sandbox extends Disposable {
  readonly cwd: string;
  path(...parts: string[]): string;
  /** A file of the project, with the folders it lies in. */
  write(path: string, content: string): void;
  epic(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** As somebody who has looked at all that the project would run. Fails where that is refused. */
  trustAll(): void;
  /** A line for a POSIX shell, in which $EPIC runs the binary. */
  shell(line: string, options?: RunOptions): Promise<Ended>;
  spawn(args: readonly string[], options?: RunOptions): ChildProcess;
}

export function openSandbox(): Sandbox {
  const cwd = mkdtempSync(join(tmpdir(), "epic-e2e-"));
  const environment = (env: RunOptions["env"] = {}) => ({
    PATH: process.env["PATH"],
    HOME: cwd,
    XDG_CONFIG_HOME: join(cwd, "xdg"),
    EPIC: `${process.execPath} ${EPIC}`,
    ...env,
  });
  const start = (command: string, args: readonly string[], { env }: RunOptions = {}) =>
    spawn(command, args, { cwd, env: environment(env), stdio: "pipe" });
  return {
    cwd,
    path: (...parts) => join(cwd, ...parts),
    write: (path, content) => {
      const file = join(cwd, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    epic: (args, options) => ended(start(process.execPath, [EPIC, ...args], options), options),
    trustAll: () => {
      const args = [EPIC, "trust", "--all"];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd, env: environment() });
      if (status !== 0) throw new Error(stderr.toString());
    },
    shell: (line, options) => ended(start("/bin/sh", ["-c", line], options), options),
    spawn: (args, options) => start(process.execPath, [EPIC, ...args], options),
    [Symbol.dispose]: () => rmSync(cwd, { recursive: true, force: true }),
  };
}

/** Feeds the child all of its input and waits for its end. */
export async function ended(child: ChildProcess, { input = "" }: RunOptions = {}): Promise<Ended> {
  child.stdin?.end(input);
  return await outcomeOf(child);
}

export async function outcomeOf(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  // A child that refuses its input closes the pipe, which is not what a test is about.
  child.stdin?.on("error", () => {});
  return await new Promise((settle, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => settle({ code, signal, stdout, stderr }));
  });
}
