import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import type { LoadedConfig } from "../adapters/files/load-config.ts";
import { PERSONAS_FOLDER } from "../adapters/files/places.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { EpicRequest } from "../schema/request.ts";

/**
 * The request with the personas of the project, which review beside those that ship: the run keeps
 * them, so that it can be continued as it began. What the request brings of the same name wins.
 */
export async function withProjectPersonas(
  request: EpicRequest,
  { config, places: { root } }: LoadedConfig,
  cwd: string,
): Promise<EpicRequest> {
  // Most projects have none: to look for the folder is all that a plain run pays.
  if (!existsSync(join(root, PERSONAS_FOLDER))) return request;
  const { readRegistry } = await import("../adapters/personas/read-registry.ts");
  const entries = await readRegistry({
    root,
    cwd,
    providers: config.providers,
    faultsOf: await linter(),
  });
  const own = entries.map(({ registration }) => [registration.name, registration] as const);
  const { options } = request;
  const customPersonas = { ...Object.fromEntries(own), ...options.customPersonas };
  return { ...request, options: { ...options, customPersonas } };
}

/** A persona that the user names by its file. Throws as `readPersonaFile` does. */
export async function readPersona(
  file: string,
  { config, places }: LoadedConfig,
  cwd: string,
): Promise<PersonaRegistration> {
  const { readPersonaFile } = await import("../adapters/files/document-file.ts");
  const registration = await readPersonaFile(file, {
    name: file,
    providers: config.providers,
    faultsOf: await linter(),
  });
  const { agentPath, transformer } = registration;
  if (agentPath === undefined && transformer?.use === undefined) return registration;
  const { locateAgent } = await import("../adapters/personas/read-registry.ts");
  return locateAgent(registration, resolve(cwd, file), places.root);
}

/** What the rulebook finds wrong with a persona beyond its form. */
export async function linter(): Promise<(persona: PersonaRegistration) => readonly string[]> {
  const [{ loadKnowledge }, { lintCustomPersona }] = await Promise.all([
    import("../adapters/rulebook/load-knowledge.ts"),
    import("../rulebook/lint-custom-persona.ts"),
  ]);
  const knowledge = loadKnowledge();
  return (persona) => lintCustomPersona(persona, knowledge);
}
