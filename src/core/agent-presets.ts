import type { AgentPreset, AgentProvider } from "../schema/provider.ts";

/** How an agent is run. */
interface AgentShape {
  readonly command: readonly string[];
  readonly input: NonNullable<AgentProvider["input"]>;
  readonly output: NonNullable<AgentProvider["output"]>;
  readonly asks: NonNullable<AgentProvider["asks"]>;
  /** Names of variables. */
  readonly env: readonly string[];
}

/** An agent with nothing left open. */
export interface AgentSettings extends AgentShape {
  readonly model: string | undefined;
  /** Seconds. */
  readonly timeout: number | undefined;
  readonly version: string | undefined;
}

/** What an agent of the user's own does unless it says otherwise. */
const SCRIPT: AgentShape = {
  command: [],
  input: "stdin",
  output: "stdout",
  asks: "json",
  env: [],
};

/** Where a coding agent keeps who is signed in, and how it reaches the network. */
const SIGNED_IN = ["HOME", "USER", "LANG", "HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"];

/** How each of these is asked once, without a person at the keyboard, for an answer in JSON. */
const PRESETS: Readonly<Record<AgentPreset, AgentShape>> = {
  claude: {
    command: words("claude -p --output-format json --model={model}"),
    input: "stdin",
    output: "stdout",
    asks: "prompt",
    env: [...SIGNED_IN, "ANTHROPIC_API_KEY", "CLAUDE_CONFIG_DIR"],
  },
  codex: {
    command: words("codex exec --skip-git-repo-check --json --model={model} -"),
    input: "stdin",
    output: "json-lines",
    asks: "prompt",
    env: [...SIGNED_IN, "OPENAI_API_KEY", "CODEX_HOME"],
  },
  gemini: {
    command: words("gemini --output-format json --model={model} -p").concat(
      "Answer what the text on standard input asks.",
    ),
    input: "stdin",
    output: "stdout",
    asks: "prompt",
    env: [...SIGNED_IN, "GEMINI_API_KEY", "GOOGLE_API_KEY"],
  },
  "claude-flow-novice": {
    command: words(
      "npx claude-flow-novice agent-spawn {persona} --task-id {taskId} --context-file {input}",
    ),
    input: "file",
    output: "file",
    asks: "json",
    env: [...SIGNED_IN, "ANTHROPIC_API_KEY"],
  },
};

function words(command: string): readonly string[] {
  return command.split(" ");
}

/** What the provider says, over its preset, over what scripts do. */
export function agentSettings(provider: AgentProvider): AgentSettings {
  const { preset, model, timeout, version } = provider;
  const below = preset === undefined ? SCRIPT : PRESETS[preset];
  return {
    command: provider.command ?? below.command,
    input: provider.input ?? below.input,
    output: provider.output ?? below.output,
    asks: provider.asks ?? below.asks,
    env: [...below.env, ...(provider.env ?? [])],
    model,
    timeout,
    version,
  };
}
