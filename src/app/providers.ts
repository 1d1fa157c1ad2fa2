import type { Places } from "../adapters/files/places.ts";
import type { Environment } from "../core/config-environment.ts";
import type { ConfigLayer } from "../core/config.ts";
import { choicesOf, type ProviderChoices, RULEBOOK } from "../core/providers.ts";
import type { Settings } from "../core/settings.ts";
import type { Adapters, AdaptersFor } from "../engine/question.ts";
import type { Cassette } from "../ports/cassette.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { Config } from "../schema/config.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { PeopleOptions } from "./open-app.ts";

/** What providers are opened from. */
export interface ProviderParts {
  readonly config: Config;
  readonly settings: Settings;
  readonly env: Environment;
  readonly places: Places;
  /** Absolute: where the user is. */
  readonly cwd: string;
  readonly people: PeopleOptions | undefined;
  /** Where exchanges are kept or answered from; absent where they are neither. */
  readonly cassette?: Cassette | undefined;
  /** Whether a call may leave this machine. */
  readonly allowEgress: boolean;
  /** Whose word each value of the configuration is. */
  readonly layers: readonly ConfigLayer[];
  /** Hashes of what is trusted for this once. */
  readonly trust?: readonly string[] | undefined;
  /** A replay: nobody is run and nothing is sent, whoever is named. */
  readonly replays?: boolean | undefined;
  readonly rulebook: (registration: PersonaRegistration) => PersonaAdapter;
  /** Every standard of the knowledge, as it is cited. */
  readonly citations: () => readonly string[];
}

/** Who answers for a persona, as the configuration says. A plain run loads nothing for it. */
export function openProviders(parts: ProviderParts): AdaptersFor {
  return (registration) => {
    const [first, ...fallbacks] = choicesOf(registration, parts.config.personas);
    // It cannot fail, so that nobody falls back from it.
    if (first.name === RULEBOOK) return [parts.rulebook(registration)];
    return open(registration, [first, ...fallbacks], parts);
  };
}

/**
 * Before anything begins: throws NOT_TRUSTED where somebody may be asked whom a file of the
 * repository names and nobody trusts.
 */
export function permitBy(
  parts: Omit<ProviderParts, "rulebook" | "citations">,
): (asked: readonly PersonaRegistration[]) => Promise<void> {
  const { config, layers, places, replays = false } = parts;
  return async (asked) => {
    const others = asked.filter((registration) => asksOthers(registration, config));
    if (replays || others.length === 0) return;
    const { subjectsOf } = await import("./trust-subjects.ts");
    const { refuseUntrusted } = await import("./refuse-untrusted.ts");
    const place = { root: places.root, config, layers };
    const subjects = await Promise.all(others.map((each) => subjectsOf(each, place)));
    refuseUntrusted(subjects.flat(), parts);
  };
}

function asksOthers(registration: PersonaRegistration, { personas }: Config): boolean {
  return choicesOf(registration, personas).some(({ name }) => name !== RULEBOOK);
}

async function open(
  registration: PersonaRegistration,
  [first, ...fallbacks]: ProviderChoices,
  parts: ProviderParts,
): Promise<Adapters> {
  const { openProvider } = await import("./open-provider.ts");
  const adapters = fallbacks.map((choice) => openProvider(registration, choice, parts));
  return [await openProvider(registration, first, parts), ...(await Promise.all(adapters))];
}
