import type { AgentSettings } from "../../core/agent-presets.ts";
import { canonicalJson } from "../../core/canonical-json.ts";
import { EpicError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { parseInput } from "../../core/parse.ts";
import type { PersonaAdapter } from "../../ports/persona-adapter.ts";
import { type Review, reviewSchema } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import type { AgentHost } from "./agent-host.ts";
import { askAgent } from "./ask-agent.ts";
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
  { name, settings, model }: Agent,
  host: AgentHost,
): Promise<PersonaAdapter> {
  const { command, contents } = await locateCommand(settings.command, host.root);
  const { input, output, asks, version = "" } = settings;
  const how = [settings.command, contents, input, output, asks, model ?? "", version];
  // An attempt that ran out of time is ended before the next one of its step begins.
  let earlier: Promise<unknown> = Promise.resolve();
  return {
    registration,
    provider: { name, fingerprint: sha256(canonicalJson(how)) },
    validate: () => ({ valid: true }),
    execute: (asked, context) => {
      const question = questionOf(asked, registration, asks);
      const { mode } = asked.epic;
      const call = { settings, command, model, persona: registration.name, mode, question };
      const turn = earlier.then(() => askAgent(call, context, host));
      earlier = turn.catch(() => {});
      return turn;
    },
    transform: (answer) =>
      readReview(answer, name, { model: model ?? name, version: registration.version }),
  };
}

function readReview(
  answer: unknown,
  provider: string,
  known: Pick<Review, "model" | "version">,
): Review {
  try {
    const said: unknown = JSON.parse(String(answer));
    return parseInput(reviewSchema, { tokens: 0, ...known, ...Object(said) }, "It");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EpicError("VALIDATION_FAILED", `The answer of ${provider} does not fit: ${reason}`, {
      cause,
      hint: "epic schema Review tells what an answer may hold",
    });
  }
}
