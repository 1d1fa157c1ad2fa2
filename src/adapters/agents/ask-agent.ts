import { once } from "node:events";

import { fillCommand } from "../../core/agent-command.ts";
import type { AgentSettings } from "../../core/agent-presets.ts";
import { agentProgress, readAgentReport } from "../../core/agent-report.ts";
import { EpicError } from "../../core/errors.ts";
import { redact } from "../../core/secrets.ts";
import type { PersonaContext } from "../../ports/persona-adapter.ts";
import { agentEnvironment } from "./agent-environment.ts";
import type { AgentHost } from "./agent-host.ts";
import { awaitFile } from "./await-file.ts";
import { type Exit, startProcess } from "./start-process.ts";
import { openWorkspace } from "./workspace.ts";

/** One attempt. */
export interface AgentCall {
  readonly settings: AgentSettings;
  /** The template of `settings`, with files of the project as absolute paths. */
  readonly command: readonly string[];
  readonly model: string | undefined;
  readonly persona: string;
  readonly mode: string;
  readonly question: string;
}

/** What it said, and what of it nobody else may read. */
export interface AgentAnswer {
  readonly text: string;
  readonly secrets: readonly string[];
}

/**
 * Starts the agent in a folder of its own, waits for what it answers, and leaves no process of it
 * behind, however that ends.
 */
export async function askAgent(
  call: AgentCall,
  context: PersonaContext,
  host: AgentHost,
): Promise<AgentAnswer> {
  const { settings, question } = call;
  const limitMs = limitOf(settings, host);
  const limit = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([context.signal, limit]);
  await using workspace = await openWorkspace(question);
  const { folder, output } = workspace;
  const command = fillCommand(commandOf(call), { ...call, ...workspace, taskId: context.taskId });
  const [program = ""] = command;
  const { env, secrets } = agentEnvironment(call, context, { workspace, host });
  const { maxBytes, graceMs } = host;
  const stdin = settings.input === "stdin" ? question : "";
  const onLine = (line: string) => {
    const progress = agentProgress(line);
    if (progress !== undefined) context.report(redact(progress, secrets));
  };
  await using agent = startProcess({ command, folder, env, stdin, maxBytes, graceMs, onLine });
  try {
    const exit = await unlessAborted(agent.exit, signal);
    if (exit.code === 0 && settings.output === "file") {
      return { text: await awaitFile(output, maxBytes, signal), secrets };
    }
    if (exit.code === 0 || tellsWhy(agent.stdout(), settings)) {
      return { text: agent.stdout(), secrets };
    }
    throw failed(program, exit, redact(agent.stderr(), secrets));
  } catch (error) {
    if (limit.aborted && !context.signal.aborted) throw tookTooLong(program, limitMs, error);
    throw error;
  } finally {
    await keepErrors(agent.stderr(), secrets, { call, context, host });
  }
}

/** Agents that end with a failure may say more of it in their answer than the exit code does. */
function tellsWhy(stdout: string, { output }: AgentSettings): boolean {
  return readAgentReport(stdout, output).outcome.kind !== "answered";
}

interface Attempt {
  readonly call: AgentCall;
  readonly context: PersonaContext;
  readonly host: AgentHost;
}

/** Of each attempt the later replaces the earlier: the last one is what somebody wants to understand. */
async function keepErrors(
  stderr: string,
  secrets: readonly string[],
  { call, context, host }: Attempt,
): Promise<void> {
  if (stderr.trim() === "") return;
  await host.keep(context.taskId, `${call.persona}-stderr.txt`, redact(stderr, secrets));
}

function limitOf({ timeout }: AgentSettings, { timeoutMs }: AgentHost): number {
  return timeout === undefined ? timeoutMs : Math.min(timeout * 1000, LONGEST_TIMER_MS);
}

/** A longer timer of Node fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The template; an agent that takes its question as an argument takes it last, unless it says where. */
function commandOf({ command, settings }: AgentCall): readonly string[] {
  const says = command.some((word) => word.includes("{question}"));
  return settings.input === "argument" && !says ? [...command, "{question}"] : command;
}

/** A process does not hear a signal by itself: whoever waits for it does. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const settled = new AbortController();
  const aborted = once(signal, "abort", { signal: settled.signal });
  const given = aborted.then((): Promise<never> => Promise.reject(signal.reason));
  try {
    return await Promise.race([work, given]);
  } finally {
    settled.abort();
  }
}

function tookTooLong(program: string, limitMs: number, cause: unknown): EpicError {
  return new EpicError("TIMEOUT", `${program} took longer than ${limitMs / 1000} s`, {
    cause,
    hint: "raise timeout of the provider, or coordination.agentTimeout",
  });
}

function failed(program: string, { code, signal }: Exit, stderr: string): EpicError {
  const end = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
  const said = lastLine(stderr);
  const message = `${program} ${end}${said === "" ? "" : `: ${said}`}`;
  return new EpicError("PERSONA_UNAVAILABLE", message);
}

/** Programs say last what went wrong, and some where in their code. */
function lastLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.findLast((line) => line !== "" && !/^(?:at \S|Node\.js v\d)/.test(line)) ?? "";
}
