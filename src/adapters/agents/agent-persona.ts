import type { AgentSettings } from "../../core/agent-presets.ts";
import { canonicalJson } from "../../core/canonical-json.ts";
import { sha256 } from "../../core/hash.ts";
import type { PersonaAdapter } from "../../ports/persona-adapter.ts";
import type { Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import type { AgentHost } from "./agent-host.ts";
import { askAgent } from "./ask-agent.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { locateCommand } from "./locate-command.ts";
import { questionOf } from "./question.ts";

/** An agent as the configuration has it. */
export interface Agent {
  /** Of the provider. */
  readonly name: string;
  readonly settings: AgentSettings;
  /** Of the persona, else of the provider. */
  readonly model: string | undefined;
}

/** A persona that a program of its own answers for: a coding agent, or any script. */
export async function agentPersona(
  registration: PersonaRegistration,
  agent: Agent,
  host: AgentHost,
): Promise<PersonaAdapter> {
  const { name, settings, model } = agent;
  const { command, contents } = await locateCommand(settings.command, host.root);
  const { input, output, asks, version = "" } = settings;
  const { prompt = "", transformer = {} } = registration;
  const { templates, transform } = host;
  const told = asks === "prompt" ? [templates.system.text, templates.review.text, prompt] : [];
  const manner = [input, output, asks, model ?? "", version, transformer, ...told];
  const reading = transform ? [transform.code] : [];
  const how = [settings.command, contents, ...manner, ...reading];
  // An attempt that ran out of time is ended before the next one of its step begins, and one whose
  // answer did not fit is told so in the next question.
  let earlier: Promise<unknown> = Promise.resolve();
  let complaints: readonly string[] = [];
  return {
    registration,
    kind: "agent",
    provider: { name, fingerprint: sha256(canonicalJson(how)) },
    validate: () => ({ valid: true }),
    execute: (asked, context) => {
      const turn = earlier.then(async () => {
        const question = questionOf(asked, registration, { asks, complaints, templates });
        const { mode } = asked.epic;
        const call = { settings, command, model, persona: registration.name, mode, question };
        const said = await askAgent(call, context, host);
        const judged = await judgeAnswer(said, {
          agent,
          registration,
          context,
          host,
          input: asked,
        });
        if (judged.kind === "review") return judged.review;
        ({ complaints } = judged);
        throw judged.error;
      });
      earlier = turn.catch(() => {});
      return turn;
    },
    // `execute` read it already: only there is it known where the text of an unfit answer is kept.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    transform: (answer) => answer as Review,
  };
}
