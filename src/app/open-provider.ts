import { agentSettings } from "../core/agent-presets.ts";
import { EpicError } from "../core/errors.ts";
import {
  type ProviderChoice,
  providerNamed,
  RULEBOOK,
  unknownProvider,
} from "../core/providers.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { AgentProvider } from "../schema/provider.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { ProviderParts } from "./providers.ts";

/**
 * Where a provider of the configuration meets its adapter, which is loaded here and not before.
 * Opening is cheap and asks nobody: what takes long waits until the persona is asked.
 */
export async function openProvider(
  registration: PersonaRegistration,
  choice: ProviderChoice,
  parts: ProviderParts,
): Promise<PersonaAdapter> {
  const { name } = choice;
  if (name === RULEBOOK) return parts.rulebook(registration);
  const provider = providerNamed(name, parts.config.providers);
  if (!provider) {
    const { message, hint } = unknownProvider(name, parts.config.providers) ?? { message: name };
    throw new EpicError("INVALID_INPUT", `${registration.name}: ${message}`, { hint });
  }
  switch (provider.type) {
    case "agent":
      return await openAgent(registration, choice, provider, parts);
  }
}

async function openAgent(
  registration: PersonaRegistration,
  { name, model }: ProviderChoice,
  provider: AgentProvider,
  { places, env, settings }: ProviderParts,
): Promise<PersonaAdapter> {
  const [{ agentPersona }, { keepText }] = await Promise.all([
    import("../adapters/agents/agent-persona.ts"),
    import("../adapters/files/keep-text.ts"),
  ]);
  const agent = { name, settings: agentSettings(provider), model: model ?? provider.model };
  const { currency, dayRate, dayRates } = settings.estimation;
  return await agentPersona(registration, agent, {
    root: places.root,
    env,
    timeoutMs: settings.agentTimeoutMs,
    graceMs: GRACE_MS,
    maxBytes: MAX_ANSWER_BYTES,
    keep: (...text) => keepText(places.stateFolder, ...text),
    rate: { currency, dayRate: dayRates[registration.name] ?? dayRate },
  });
}

/** Enough to write down what was done; whoever gives up is to be free within a second. */
const GRACE_MS = 700;

/** Several hundred times what a thorough review takes. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
