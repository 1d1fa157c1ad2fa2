import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { agentPersona } from "../../../src/adapters/agents/agent-persona.ts";
import { readPrompts } from "../../../src/adapters/files/prompt-files.ts";
import { agentSettings } from "../../../src/core/agent-presets.ts";
import type { PersonaAdapter } from "../../../src/ports/persona-adapter.ts";
import type { AgentProvider } from "../../../src/schema/provider.ts";
import { registration } from "../../fakes/review.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

export interface ScriptOptions {
  readonly provider?: Partial<AgentProvider>;
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Script {
  readonly adapter: PersonaAdapter;
  readonly root: string;
  /** What was kept of the run, by name. */
  readonly kept: Map<string, string>;
  /** Processes that carry the mark of this script, however they got away. */
  readonly survivors: () => readonly number[];
}

/** An agent that is this program in JavaScript, in a project of its own. */
export async function scriptAgent(source: string, options: ScriptOptions = {}): Promise<Script> {
  const root = tempFolder({ "review.mjs": source });
  const kept = new Map<string, string>();
  const provider: AgentProvider = {
    type: "agent",
    command: [process.execPath, "review.mjs"],
    ...options.provider,
  };
  const adapter = await agentPersona(
    registration("architect"),
    { name: "reviewer", settings: agentSettings(provider), model: provider.model },
    {
      root,
      env: { PATH: process.env["PATH"], ...options.env },
      timeoutMs: options.timeoutMs ?? 30_000,
      graceMs: 300,
      maxBytes: 100_000,
      keep: async (taskId, name, text) => {
        kept.set(name, text);
        return `${taskId}/${name}`;
      },
      templates: readPrompts("architect", root),
      citations: () => [],
      rate: { currency: "USD", dayRate: 800 },
    },
  );
  return { adapter, root, kept, survivors: () => survivorsOf(root) };
}

/** Every process, living and not only waiting to be reaped, that has the project in its environment. */
function survivorsOf(root: string): readonly number[] {
  if (!existsSync("/proc/self/environ")) return [];
  const pids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return pids.filter((pid) => environmentOf(pid).includes(`EPIC_PROJECT_ROOT=${root}`)).map(Number);
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(join("/proc", pid, "environ"), "latin1");
  } catch {
    return "";
  }
}
