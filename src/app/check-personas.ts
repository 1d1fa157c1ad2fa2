import { config as defaults } from "#defaults";

import { loadConfig } from "../adapters/files/load-config.ts";
import type { DoctorCheck } from "../core/doctor.ts";
import { toEpicError } from "../core/errors.ts";
import { buildPersonaInput } from "../core/persona-input.ts";
import { choicesOf, providerFaults, type ProviderChoice, RULEBOOK } from "../core/providers.ts";
import { toSettings } from "../core/settings.ts";
import { count } from "../reports/words.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { type EpicRequest, epicRequestSchema } from "../schema/request.ts";
import { openProvider, refuseStranger } from "./open-provider.ts";
import { type PersonasOptions, unknownPersona } from "./personas.ts";
import { probeProvider } from "./probe-provider.ts";
import type { ProviderParts } from "./providers.ts";

export interface CheckOptions extends PersonasOptions {
  /** Whether each provider is asked for a review. */
  readonly deep: boolean;
  readonly allowEgress: boolean;
  readonly signal: AbortSignal;
}

/**
 * How personas stand: what is wrong with their definition, and whether who answers for them can be
 * asked. Throws NOT_FOUND for a name that nobody has; all else that it finds is in the answer.
 */
export async function checkPersonas(
  options: CheckOptions,
  name: string | undefined,
): Promise<readonly DoctorCheck[]> {
  const { parts, faultsOf, shipped } = await openCheck(options);
  const { own, checks } = await readOwn(parts);
  const all = [...shipped.filter((each) => !own.has(each.name)), ...own.values()];
  const wanted = all.filter((each) => name === undefined || each.name === name);
  const unread = checks.filter((check) => name === undefined || check.name.includes(name));
  // A persona whose file cannot be read is told by that, not as one that nobody has.
  if (wanted.length === 0 && unread.length === 0) throw unknownPersona(String(name), all);
  const judged: DoctorCheck[] = [];
  for (const each of wanted) {
    judged.push(...judgeDefinition(each, faultsOf(each)));
    judged.push(...(await checkProviders(each, parts, options)));
  }
  return [...unread, ...judged];
}

interface CheckParts {
  readonly parts: ProviderParts;
  readonly faultsOf: (registration: PersonaRegistration) => readonly string[];
  readonly shipped: readonly PersonaRegistration[];
}

async function openCheck(options: CheckOptions): Promise<CheckParts> {
  const { cwd, env } = options;
  const { config, places, layers } = await loadConfig({ ...options, defaults });
  const { loadKnowledge } = await import("../adapters/rulebook/load-knowledge.ts");
  const { openRulebook } = await import("../adapters/rulebook/rulebook.ts");
  const knowledge = loadKnowledge();
  const settings = toSettings(config);
  const rulebook = openRulebook(knowledge, settings.estimation);
  const faultsOf = (registration: PersonaRegistration): readonly string[] =>
    knowledge.personas.includes(registration)
      ? []
      : [...rulebook.faultsOf(registration), ...providerFaults(registration, config.providers)];
  const parts = {
    config,
    settings,
    env,
    places,
    layers,
    cwd,
    people: undefined,
    allowEgress: options.allowEgress,
    rulebook: rulebook.adapterFor,
    citations: () => knowledge.citations,
  };
  return { parts, faultsOf, shipped: knowledge.personas };
}

/** What can be read of the project's own, and a failed check for each file that cannot. */
async function readOwn({ config, places, cwd }: ProviderParts): Promise<{
  readonly own: ReadonlyMap<string, PersonaRegistration>;
  readonly checks: readonly DoctorCheck[];
}> {
  const { registryReads } = await import("../adapters/personas/read-registry.ts");
  const { providers } = config;
  const checks: DoctorCheck[] = [];
  const own = new Map<string, PersonaRegistration>();
  for (const read of await registryReads({ root: places.root, cwd, providers })) {
    try {
      const { registration } = await read.entry();
      own.set(registration.name, registration);
    } catch (error) {
      const { message, hint } = toEpicError(error);
      checks.push({ name: read.name, status: "failed", detail: message, hint });
    }
  }
  return { own, checks };
}

function judgeDefinition(
  registration: PersonaRegistration,
  faults: readonly string[],
): readonly DoctorCheck[] {
  const { name, title } = registration;
  if (faults.length > 0) return faults.map((detail) => ({ name, status: "failed", detail }));
  return [{ name, status: "ok", detail: `${title}, ${describeMatter(registration)}` }];
}

async function checkProviders(
  registration: PersonaRegistration,
  parts: ProviderParts,
  { deep, signal }: CheckOptions,
): Promise<readonly DoctorCheck[]> {
  const checks: DoctorCheck[] = [];
  for (const choice of choicesOf(registration, parts.config.personas)) {
    if (choice.name === RULEBOOK) continue;
    const place = `${registration.name}: ${choice.name}`;
    const probe = await probing(place, async () => {
      await refuseStranger(registration, choice, parts);
      return await probeProvider(registration, choice, parts);
    });
    checks.push(probe);
    if (!deep || probe.status === "failed") continue;
    const asking = () => roundTrip(registration, choice, parts, signal);
    checks.push(await probing(`${place}, asked`, asking));
  }
  return checks;
}

function describeMatter({ rules, focusAreas }: PersonaRegistration): string {
  const areas = focusAreas.map(({ id }) => id).join(", ");
  return `${count(rules.length, "rule")}; looks at ${areas}`;
}

/** What a probe throws is what it found. */
async function probing(
  name: string,
  probe: () => Promise<Omit<DoctorCheck, "name">>,
): Promise<DoctorCheck> {
  try {
    return { name, ...(await probe()) };
  } catch (error) {
    const { message, hint } = toEpicError(error);
    return { name, status: "failed", detail: message, hint };
  }
}

const SAMPLE = "Members of a library renew their loans online and see what they owe.";

/** As a run would ask, once. */
async function roundTrip(
  registration: PersonaRegistration,
  choice: ProviderChoice,
  parts: ProviderParts,
  signal: AbortSignal,
): Promise<Omit<DoctorCheck, "name">> {
  const adapter = await openProvider(registration, choice, parts);
  if (adapter.kind === "person")
    return { status: "ok", detail: "a person, who is not asked for a check" };
  const request: EpicRequest = epicRequestSchema.parse({ description: SAMPLE });
  const input = buildPersonaInput(request, registration, []);
  const startedAt = performance.now();
  const answer = await adapter.execute(input, {
    signal,
    taskId: "check",
    idempotencyKey: `check:${registration.name}`,
    report: () => {},
    admit: () => {},
    spend: () => {},
  });
  const { verdict, model } = adapter.transform(answer);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return { status: "ok", detail: `${model} answered ${verdict} after ${seconds} s` };
}
