import { config as defaults, workflows } from "#defaults";

import { loadConfig } from "../adapters/files/load-config.ts";
import type { Environment } from "../core/config-environment.ts";
import { EpicError } from "../core/errors.ts";
import { choicesOf } from "../core/providers.ts";
import { toSettings } from "../core/settings.ts";
import { didYouMean } from "../core/suggest.ts";
import type { Config } from "../schema/config.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";

export interface PersonasOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
  readonly configFile?: string | undefined;
}

/** A persona as the configuration in force has it. */
export interface PersonaOverview {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly reviewOrder: number;
  readonly required: boolean;
  readonly modes: readonly ReviewMode[];
  /** Seconds. */
  readonly timeout: number;
  readonly rules: number;
  /** Who is asked first, and then who where that one fails; `name:model` where one is chosen. */
  readonly provider: string;
  readonly fallback: readonly string[];
  /** `built in`, or the file or pack that it comes from. */
  readonly origin: string;
}

/** All of it. */
export interface PersonaDetail extends PersonaOverview {
  readonly registration: PersonaRegistration;
}

/** Every persona that reviews in this project, in review order. Throws as `readRegistry` does. */
export async function listPersonas(options: PersonasOptions): Promise<readonly PersonaOverview[]> {
  const details = await describeAll(options);
  return details.map(({ registration: _registration, ...overview }) => overview);
}

/** Throws NOT_FOUND where nobody has that name. */
export async function showPersona(options: PersonasOptions, name: string): Promise<PersonaDetail> {
  const details = await describeAll(options);
  const found = details.find((each) => each.name === name);
  if (found) return found;
  throw unknownPersona(name, details);
}

export function unknownPersona(name: string, all: readonly { readonly name: string }[]): EpicError {
  const names = all.map((each) => each.name);
  return new EpicError("NOT_FOUND", `There is no persona ${name}`, {
    hint: didYouMean(name, names) ?? `the personas are ${names.join(", ")}`,
  });
}

async function describeAll(options: PersonasOptions): Promise<readonly PersonaDetail[]> {
  const { config, places } = await loadConfig({ ...options, defaults });
  const { loadKnowledge } = await import("../adapters/rulebook/load-knowledge.ts");
  const { readRegistry } = await import("../adapters/personas/read-registry.ts");
  const own = await readRegistry({
    root: places.root,
    cwd: options.cwd,
    providers: config.providers,
  });
  const names = new Set(own.map(({ registration }) => registration.name));
  const shipped = loadKnowledge().personas.filter(({ name }) => !names.has(name));
  const all = [
    ...shipped.map((registration) => ({ registration, origin: "built in" })),
    ...own.map(({ registration, file, pack }) => ({ registration, origin: pack ?? file })),
  ];
  return all
    .map(({ registration, origin }) => detailOf(registration, origin, config))
    .toSorted((a, b) => a.reviewOrder - b.reviewOrder);
}

function detailOf(
  registration: PersonaRegistration,
  origin: string,
  config: Config,
): PersonaDetail {
  const { personaRequired, personaTimeoutMs } = toSettings(config);
  const { name, title, version, reviewOrder, required, timeout, rules } = registration;
  const [provider = "", ...fallback] = choicesOf(registration, config.personas).map((choice) =>
    choice.model === undefined ? choice.name : `${choice.name}:${choice.model}`,
  );
  return {
    name,
    title,
    version,
    reviewOrder,
    required: personaRequired(name) ?? required,
    modes: registration.supportedModes.filter((mode) => takesPart(name, mode)),
    timeout: personaTimeoutMs(name, timeout) / 1000,
    rules: rules.length,
    provider,
    fallback,
    origin,
    registration,
  };
}

/** A persona that no workflow knows is one of the project's own, and takes part in its modes. */
function takesPart(persona: string, mode: ReviewMode): boolean {
  const knowing = workflows.filter(({ personas }) => personas.some(({ name }) => name === persona));
  return knowing.length === 0 || knowing.some((workflow) => workflow.mode === mode);
}
