import type { ModelHost } from "../adapters/models/model-host.ts";
import type { Environment } from "../core/config-environment.ts";
import { type ModelSettings, modelSettings } from "../core/models/model-settings.ts";
import type { ProviderChoice } from "../core/providers.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { ModelProvider } from "../schema/model-provider.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { ProviderParts } from "./providers.ts";

/** A model of the configuration as the one who answers for a persona. */
export async function openModel(
  registration: PersonaRegistration,
  { name, model }: ProviderChoice,
  provider: ModelProvider,
  parts: ProviderParts,
): Promise<PersonaAdapter> {
  const { modelPersona } = await import("../adapters/models/model-persona.ts");
  const settings = modelSettings(name, provider, model);
  const host = await modelHost(registration, parts);
  return modelPersona(registration, settings, {
    ...host,
    exchange: throughCassette(settings, parts),
  });
}

/** The schema of the answer is left out: the prompt holds it already. */
function throughCassette(
  { name, model, temperature }: ModelSettings,
  { cassette }: ProviderParts,
): ModelHost["exchange"] {
  if (!cassette) return (_question, ask) => ask();
  return async ({ persona, system, turns }, ask, secrets) => {
    const { modelAnswerSchema } = await import("../schema/tape.ts");
    const parse = (answer: unknown) => modelAnswerSchema.parse(answer);
    const request = { model, temperature, system, turns };
    return await cassette.exchange({ persona, provider: name, request }, { ask, parse, secrets });
  };
}

export async function modelHost(
  registration: PersonaRegistration,
  parts: ProviderParts,
): Promise<ModelHost> {
  const [{ readPrompts }, { keepText }] = await Promise.all([
    import("../adapters/files/prompt-files.ts"),
    import("../adapters/files/keep-text.ts"),
  ]);
  const { places, env, settings } = parts;
  const { root, stateFolder } = places;
  const { currency, dayRate, dayRates } = settings.estimation;
  const rulebook = parts.rulebook(registration);
  return {
    root,
    env,
    isCommitted: (file) => isCommitted(file, { cwd: root, env }),
    networkTimeoutMs: settings.networkTimeoutMs,
    maxBytes: MAX_ANSWER_BYTES,
    allowEgress: parts.allowEgress,
    rate: { currency, dayRate: dayRates[registration.name] ?? dayRate },
    templates: readPrompts(registration.name, root),
    citations: parts.citations,
    ground: async (input, signal) =>
      rulebook.transform(await rulebook.execute(input, asIfAsked(signal))),
    groundFingerprint: rulebook.provider.fingerprint,
    exchange: (_question, ask) => ask(),
    keep: (...text) => keepText(stateFolder, ...text),
  };
}

/** Without Git, or outside of a repository, nothing is shared by it. */
async function isCommitted(
  file: string,
  place: { readonly cwd: string; readonly env: Environment },
): Promise<boolean> {
  const { runGit } = await import("../adapters/git/run-git.ts");
  const looked = runGit(place, ["ls-files", "--error-unmatch", "--", file]);
  return await looked.then(
    ({ code }) => code === 0,
    () => false,
  );
}

/** The rulebook is asked on the side: what it does is nobody's progress, and free. */
export function asIfAsked(signal: AbortSignal): Parameters<PersonaAdapter["execute"]>[1] {
  return { signal, taskId: "", idempotencyKey: "", report() {}, admit() {}, spend() {} };
}

/** Several hundred times what a thorough review takes, the wrapping of a stream included. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
