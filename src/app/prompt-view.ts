import type { LoadedConfig } from "../adapters/files/load-config.ts";
import type { Rulebook } from "../adapters/rulebook/rulebook.ts";
import type { Environment } from "../core/config-environment.ts";
import type { ModelQuestion } from "../core/models/exchange.ts";
import { type ModelSettings, modelSettings } from "../core/models/model-settings.ts";
import { buildQuestion } from "../core/prompt/build-question.ts";
import { choicesOf, type ProviderChoice, providerNamed } from "../core/providers.ts";
import type { Settings } from "../core/settings.ts";
import { estimateCall } from "../core/spending/estimate-call.ts";
import type { Config } from "../schema/config.ts";
import type { PersonaInput } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { Range } from "../schema/spending.ts";
import { modelHost } from "./open-model.ts";

/** What would be sent for a persona, to the byte. */
export interface PromptView {
  readonly persona: string;
  readonly provider: string;
  /** Absent where no model answers for the persona: it is shown what one would get. */
  readonly model?: string;
  /** Who gave the earlier reviews that the prompt holds: the rulebook stands in where nobody was asked. */
  readonly earlier: "rulebook" | "run";
  readonly system: string;
  readonly user: string;
  readonly inputTokens: Range;
  /** US dollars with an answer of usual length; absent where the price is unknown. */
  readonly costUsd?: Range;
}

export interface PromptParts {
  readonly loaded: LoadedConfig;
  readonly settings: Settings;
  readonly env: Environment;
}

/** The first question of whoever answers for a persona, or would if it were a model. */
export async function viewPrompt(
  registration: PersonaRegistration,
  input: PersonaInput,
  parts: PromptParts & { readonly rulebook: Rulebook },
): Promise<Omit<PromptView, "earlier">> {
  const { config } = parts.loaded;
  const [choice] = choicesOf(registration, config.personas);
  const model = modelOf(choice, config);
  const { system, turns } = await questionFor(registration, input, model?.grounding, parts);
  const user = turns.map(({ text }) => text).join("\n");
  return {
    persona: registration.name,
    provider: choice.name,
    ...(model && { model: model.model }),
    system,
    user,
    ...(await figuresOf(`${system}${user}`, model, config)),
  };
}

function modelOf(choice: ProviderChoice, { providers }: Config): ModelSettings | undefined {
  const provider = providerNamed(choice.name, providers);
  if (!provider || provider.type === "agent" || provider.type === "human") return undefined;
  return modelSettings(choice.name, provider, choice.model);
}

async function questionFor(
  registration: PersonaRegistration,
  input: PersonaInput,
  grounding: ModelSettings["grounding"] = "rulebook",
  { loaded, settings, env, rulebook }: PromptParts & { readonly rulebook: Rulebook },
): Promise<ModelQuestion> {
  const { config, places } = loaded;
  const host = await modelHost(registration, {
    config,
    settings,
    env,
    places,
    layers: loaded.layers,
    cwd: places.root,
    people: undefined,
    allowEgress: false,
    rulebook: rulebook.adapterFor,
    citations: () => [],
  });
  const { answerFormat } = await import("../schema/answer.ts");
  const { signal } = new AbortController();
  const ground = grounding === "none" ? undefined : await host.ground(input, signal);
  const parts = { registration, templates: host.templates, format: answerFormat() };
  return buildQuestion(parts, input, ground);
}

const NOTHING: Range = { low: 0, expected: 0, high: 0 };

async function figuresOf(
  text: string,
  model: ModelSettings | undefined,
  config: Config,
): Promise<Pick<PromptView, "inputTokens" | "costUsd">> {
  const { prices } = await import("#prices");
  const most = model?.maxOutputTokens;
  const consumption = {
    model: model?.model ?? "",
    promptBytes: Buffer.byteLength(text),
    ...(most !== undefined && { maxOutputTokens: most }),
  };
  const estimate = estimateCall(consumption, NOTHING, { ...prices, ...config.prices });
  if (estimate.kind !== "tokens") return { inputTokens: NOTHING };
  const { inputTokens, costUsd } = estimate;
  return { inputTokens, ...(costUsd && { costUsd }) };
}
