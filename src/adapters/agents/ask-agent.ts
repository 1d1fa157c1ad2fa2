import { once } from "node:events";

import { fillCommand } from "../../core/agent-command.ts";
import type { AgentSettings } from "../../core/agent-presets.ts";
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

/**
 * Starts the agent in a folder of its own, waits for what it answers, and leaves no process of it
 * behind, however that ends. Answers with the text as it came.
 */
export async function askAgent(
  call: AgentCall,
  context: PersonaContext,
  host: AgentHost,
): Promise<string> {
  const { settings, question } = call;
  const limitMs = settings.timeout === undefined ? host.timeoutMs : settings.timeout * 1000;
  const limit = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([context.signal, limit]);
  await using workspace = await openWorkspace(question);
  const { folder, output } = workspace;
  const command = fillCommand(commandOf(call), { ...call, ...workspace, taskId: context.taskId });
  const [program = ""] = command;
  const { env, secrets } = agentEnvironment(call, context, { workspace, host });
  const { maxBytes, graceMs } = host;
  const stdin = settings.input === "stdin" ? question : "";
  await using agent = startProcess({ command, folder, env, stdin, maxBytes, graceMs });
  try {
    const exit = await unlessAborted(agent.exit, signal);
    if (exit.code !== 0) throw failed(program, exit, redact(agent.stderr(), secrets));
    return settings.output === "file" ? await awaitFile(output, maxBytes, signal) : agent.stdout();
  } catch (error) {
    if (limit.aborted && !context.signal.aborted) throw tookTooLong(program, limitMs, error);
    throw error;
  }
}

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

/** Programs say last what went wrong. */
function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
