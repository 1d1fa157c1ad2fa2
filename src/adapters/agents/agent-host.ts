import type { Environment } from "../../core/config-environment.ts";

/** Where agents run, and what of the machine they may see. */
export interface AgentHost {
  /** Folder of the project: what a command names there is meant. */
  readonly root: string;
  readonly env: Environment;
  /** For an agent that names no time of its own. */
  readonly timeoutMs: number;
  /** How long an agent may take to end when it is asked to. */
  readonly graceMs: number;
  readonly maxBytes: number;
}
