import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { locateCommand } from "../adapters/agents/locate-command.ts";
import { findPackageRoot } from "../adapters/files/package-root.ts";
import { type FoundPlugin, findPlugin } from "../adapters/plugins/find-plugin.ts";
import { filesOfModule } from "../adapters/plugins/plugin-files.ts";
import type { ConfigLayer } from "../core/config.ts";
import { choicesOf, OWN_AGENT, type ProviderChoice, providerNamed } from "../core/providers.ts";
import type { TrustedFile } from "../core/trust/code-hash.ts";
import { isOfRepository, termsHash, termsOf } from "../core/trust/terms.ts";
import type { Config } from "../schema/config.ts";
import type { TrustRecord } from "../schema/plugin.ts";
import type { Provider } from "../schema/provider.ts";
import type { PersonaRegistration } from "../schema/registration.ts";

/** Something of a project that is run, or is sent a key, only where somebody trusts it. */
export interface TrustSubject {
  readonly what: "plugin" | "transformer" | "agent" | "command" | "address";
  /** As `epic trust` takes it. */
  readonly use: string;
  readonly record: Omit<TrustRecord, "at">;
}

export interface SubjectPlace {
  /** Folder of the project. */
  readonly root: string;
  readonly config: Pick<Config, "personas" | "providers">;
  /** Whose word each value of the configuration is. */
  readonly layers: readonly ConfigLayer[];
}

/** All that would be run for a persona, whoever of its providers is asked. */
export async function subjectsOf(
  registration: PersonaRegistration,
  place: SubjectPlace,
): Promise<readonly TrustSubject[]> {
  const choices = choicesOf(registration, place.config.personas);
  const asked = await Promise.all(
    choices.map((choice) => subjectOfChoice(registration, choice, place)),
  );
  const use = registration.transformer?.use;
  const hasAgent = choices.some(({ name }) => typeOf(name, place) === "agent");
  return use === undefined || !hasAgent
    ? asked.flat()
    : [...asked.flat(), ...pluginSubjects("transformer", use, place.root)];
}

/** Only agents have a dialect that a plugin reads. */
function typeOf(name: string, { config }: SubjectPlace): Provider["type"] | undefined {
  return name === OWN_AGENT ? "agent" : providerNamed(name, config.providers)?.type;
}

/** What is run or sent where one provider is asked; nothing where the user's own word stands for it. */
export async function subjectOfChoice(
  { agentPath }: PersonaRegistration,
  { name }: ProviderChoice,
  { root, config, layers }: SubjectPlace,
): Promise<readonly TrustSubject[]> {
  const provider = providerNamed(name, config.providers);
  if (provider)
    return isOfRepository(name, layers) ? await providerSubjects(name, provider, root) : [];
  if (name !== OWN_AGENT || agentPath === undefined) return [];
  // What is not there is not run either, and told by whoever would run it.
  return existsSync(resolve(root, agentPath)) ? pluginSubjects("agent", agentPath, root) : [];
}

/** What ships is trusted as the program is. */
export function pluginSubjects(
  what: "plugin" | "transformer" | "agent",
  use: string,
  root: string,
): readonly TrustSubject[] {
  const found = findPlugin(use, { root, packageRoot: packageRoot() });
  return subjectsOfFound(what, use, found);
}

export function subjectsOfFound(
  what: TrustSubject["what"],
  use: string,
  { kind, name, path, code, files }: FoundPlugin,
): readonly TrustSubject[] {
  if (kind === "shipped") return [];
  const record = { sha256: code, kind, name, path, files: files.length, covers: toldOf(files) };
  return [{ what, use, record }];
}

/** A package may have thousands; which of them changed is then not told. */
function toldOf(files: readonly TrustedFile[]): TrustRecord["covers"] {
  return files.length > 50 ? undefined : files.map((file) => ({ ...file }));
}

/** What an entry of `providers` would run, with the files that it names, or send. */
export async function providerSubjects(
  name: string,
  provider: Provider,
  root: string,
): Promise<readonly TrustSubject[]> {
  const terms = termsOf(provider);
  if (!terms) return [];
  const { files } = await locateCommand(terms.words, root);
  const covers = filesWithin(files, root);
  const { kind, says } = terms;
  const sha256 = termsHash(terms, covers);
  const record = { sha256, kind, name, path: root, files: covers.length, says, covers };
  return [{ what: kind, use: name, record }];
}

/** With what they name themselves, each once, as paths from the project. */
function filesWithin(files: readonly string[], root: string): TrustedFile[] {
  const all = files.flatMap((file) =>
    filesOfModule(file).map(({ path, sha256 }) => ({
      path: relative(root, join(dirname(file), path)),
      sha256,
    })),
  );
  return [...new Map(all.map((file) => [file.path, file])).values()];
}

export function packageRoot(): string {
  return findPackageRoot(fileURLToPath(import.meta.url));
}
