import type { PersonaContext } from "../../ports/persona-adapter.ts";
import type { AgentHost } from "./agent-host.ts";
import type { AgentCall } from "./ask-agent.ts";
import type { Workspace } from "./workspace.ts";

export interface AgentEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** Values that only the user's own variables have: nothing that is shown may hold them. */
  readonly secrets: readonly string[];
}

/** What programs are found by; all else of the user's environment has to be named. */
const ALWAYS = ["PATH"];

/** Everything that an agent sees of the environment: what is named, and what it is asked for. */
export function agentEnvironment(
  { settings, persona, mode }: Pick<AgentCall, "settings" | "persona" | "mode">,
  { taskId, idempotencyKey }: Pick<PersonaContext, "taskId" | "idempotencyKey">,
  { workspace, host }: { readonly workspace: Workspace; readonly host: AgentHost },
): AgentEnvironment {
  const named = settings.env.map((name) => [name, host.env[name]] as const);
  const always = ALWAYS.map((name) => [name, host.env[name]] as const);
  const given = [...always, ...named].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    env: {
      ...Object.fromEntries(given),
      EPIC_TASK_ID: taskId,
      EPIC_PERSONA: persona,
      EPIC_MODE: mode,
      EPIC_IDEMPOTENCY_KEY: idempotencyKey,
      EPIC_INPUT_FILE: workspace.input,
      EPIC_OUTPUT_FILE: workspace.output,
      EPIC_PROJECT_ROOT: host.root,
    },
    secrets: named.flatMap(([name, value]) =>
      value !== undefined && SECRET_NAME.test(name) ? [value] : [],
    ),
  };
}

/** A home folder in a message is no secret, and to take it out would hide where the fault lies. */
const SECRET_NAME = /key|token|secret|password|credential|auth/i;
