import { extname } from "node:path";

import type { AnswerTransform } from "../adapters/agents/agent-host.ts";
import { agentSettings } from "../core/agent-presets.ts";
import type { Rate } from "../core/answer/amounts.ts";
import { EpicError } from "../core/errors.ts";
import {
  OWN_AGENT,
  type ProviderChoice,
  providerNamed,
  RULEBOOK,
  unknownProvider,
} from "../core/providers.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { AgentProvider, HumanProvider, Provider } from "../schema/provider.ts";
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
  const provider = providerOf(registration, name, parts);
  await refuseStranger(registration, choice, parts);
  switch (provider.type) {
    case "agent":
      return await openAgent(registration, choice, provider, parts);
    case "human":
      return await openHuman(registration, name, provider, parts);
    case "anthropic":
    case "openai":
    case "google":
    case "openai-compatible": {
      const { openModel } = await import("./open-model.ts");
      return await openModel(registration, choice, provider, parts);
    }
  }
}

/** Throws NOT_TRUSTED where a file of the repository says what is run, or who gets a key. */
export async function refuseStranger(
  registration: PersonaRegistration,
  choice: ProviderChoice,
  { config, layers, places: { root }, replays = false, ...given }: ProviderParts,
): Promise<void> {
  if (replays) return;
  const { subjectOfChoice } = await import("./trust-subjects.ts");
  const { refuseUntrusted } = await import("./refuse-untrusted.ts");
  refuseUntrusted(await subjectOfChoice(registration, choice, { config, layers, root }), given);
}

/** Throws INVALID_INPUT where nobody has that name. */
export function providerOf(
  registration: PersonaRegistration,
  name: string,
  { config: { providers } }: Pick<ProviderParts, "config">,
): Provider {
  const provider = providerNamed(name, providers) ?? ownAgent(registration, name);
  if (provider) return provider;
  const { message, hint } = unknownProvider(name, providers) ?? NO_AGENT;
  throw new EpicError("INVALID_INPUT", `${registration.name}: ${message}`, { hint });
}

/** The program that a persona names itself, by what kind of file it is. */
function ownAgent({ agentPath }: PersonaRegistration, name: string): AgentProvider | undefined {
  if (name !== OWN_AGENT || agentPath === undefined) return undefined;
  const runner = RUNNERS[extname(agentPath)];
  return { type: "agent", command: runner === undefined ? [agentPath] : [runner, agentPath] };
}

const NO_AGENT = {
  message: "it names no agent",
  hint: "write its path as agentPath into the file of the persona",
};

/** Whatever else it is must be a program by itself. */
const RUNNERS: Readonly<Record<string, string>> = {
  ".js": "node",
  ".mjs": "node",
  ".cjs": "node",
  ".py": "python3",
  ".sh": "sh",
};

async function openHuman(
  registration: PersonaRegistration,
  name: string,
  { who }: HumanProvider,
  parts: ProviderParts,
): Promise<PersonaAdapter> {
  const { humanPersona } = await import("../adapters/people/human-persona.ts");
  const { leaveQuestions } = await import("../adapters/people/leave-question.ts");
  const { cwd, env, places, people } = parts;
  const later = leaveQuestions(places.root, cwd, people?.onQuestion ?? (() => {}));
  const human = { name, who, rate: rateFor(registration, parts) };
  if (!people?.interactive) return humanPersona(registration, human, later);
  const { askInEditor } = await import("../adapters/people/ask-in-editor.ts");
  return humanPersona(registration, human, askInEditor(places.root, env, later));
}

/** What turns money in an answer into days of work. */
function rateFor({ name }: PersonaRegistration, { settings }: ProviderParts): Rate {
  const { currency, dayRate, dayRates } = settings.estimation;
  return { currency, dayRate: dayRates[name] ?? dayRate };
}

async function openAgent(
  registration: PersonaRegistration,
  { name, model }: ProviderChoice,
  provider: AgentProvider,
  parts: ProviderParts,
): Promise<PersonaAdapter> {
  const { places, env, settings } = parts;
  if (!parts.allowEgress && provider.egress !== false) return stayingHere(registration, name);
  const [{ agentPersona }, { keepText }, { readPrompts }] = await Promise.all([
    import("../adapters/agents/agent-persona.ts"),
    import("../adapters/files/keep-text.ts"),
    import("../adapters/files/prompt-files.ts"),
  ]);
  const agent = { name, settings: agentSettings(provider), model: model ?? provider.model };
  const adapter = await agentPersona(registration, agent, {
    root: places.root,
    env,
    timeoutMs: settings.agentTimeoutMs,
    graceMs: GRACE_MS,
    maxBytes: MAX_ANSWER_BYTES,
    keep: (...text) => keepText(places.stateFolder, ...text),
    citations: parts.citations,
    rate: rateFor(registration, parts),
    templates: readPrompts(registration.name, places.root),
    transform: await transformOf(registration, parts),
  });
  if (!parts.cassette) return adapter;
  const { tapedAdapter } = await import("../adapters/cassettes/taped-agent.ts");
  return tapedAdapter(adapter, parts.cassette);
}

async function transformOf(
  registration: PersonaRegistration,
  parts: ProviderParts,
): Promise<AnswerTransform | undefined> {
  const use = registration.transformer?.use;
  if (use === undefined) return undefined;
  const { openTransform } = await import("./open-plugins.ts");
  const { places, env, trust = [], allowEgress } = parts;
  const transform = { root: places.root, env, trust, allowEgress, observe: () => {} };
  return openTransform(registration.name, use, transform);
}

/** Nobody can tell from outside whom a program calls, so it has to be said. */
function stayingHere(registration: PersonaRegistration, name: string): PersonaAdapter {
  const refuse = (): never => {
    throw new EpicError(
      "NOT_ALLOWED",
      `--no-egress forbids to ask ${name}, which may call anybody`,
      {
        hint: `set providers.${name}.egress to false where it stays on this machine`,
      },
    );
  };
  return {
    registration,
    kind: "agent",
    provider: { name, fingerprint: "refused" },
    consumption: "nothing",
    validate: () => ({ valid: true }),
    execute: async () => refuse(),
    transform: refuse,
  };
}

/** Enough to write down what was done; whoever gives up is to be free well within a second. */
const GRACE_MS = 200;

/** Several hundred times what a thorough review takes. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
