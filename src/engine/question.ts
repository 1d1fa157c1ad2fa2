import { cacheKey } from "../core/cache-key.ts";
import { storedObject } from "../core/hash.ts";
import { buildPersonaInput, type EarlierReview } from "../core/persona-input.ts";
import { type CompletedPersona, upstreamOf } from "../core/run-state.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { StateStore } from "../ports/state-store.ts";
import type { PersonaInput, Review } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { RunState } from "../schema/run.ts";
import type { Hooks } from "./hooks.ts";

/** Who is asked, and whom one falls back on, in order. */
export type Adapters = readonly [primary: PersonaAdapter, ...fallbacks: PersonaAdapter[]];

/** Plain where nothing need be loaded for it: the rulebook answers within a turn. */
export type AdaptersFor = (registration: PersonaRegistration) => Adapters | Promise<Adapters>;

/** What is asked of one persona, and who is to answer. */
export interface Question {
  readonly adapter: PersonaAdapter;
  /** Whom one may ask where `adapter` fails, in order. */
  readonly fallbacks: readonly PersonaAdapter[];
  readonly input: PersonaInput;
  /** `name:hash` of the reviews that the input holds. */
  readonly upstream: readonly string[];
  readonly userKey: string | undefined;
  /** Fingerprints of the plugins that may change it or its answer, in their order. */
  readonly plugins: readonly string[];
}

export interface QuestionParts {
  readonly store: StateStore;
  /** Reviews by hash that this process has seen: none is read back that was just written. */
  readonly known: Map<string, Review>;
  readonly adaptersFor: AdaptersFor;
  readonly hooks: Hooks;
}

/** As the run stands: the reviews of earlier levels are part of the question. */
export async function questionAbout(
  registration: PersonaRegistration,
  state: RunState,
  parts: QuestionParts,
): Promise<Question> {
  const upstream = upstreamOf(state, registration.name);
  const earlier = await reviewsOf(upstream, parts);
  const [adapter, ...fallbacks] = await parts.adaptersFor(registration);
  return {
    adapter,
    fallbacks,
    input: buildPersonaInput(state.request, registration, earlier),
    upstream: upstream.map((persona) => `${persona.name}:${persona.hash}`),
    userKey: state.request.options.cacheKey,
    plugins: parts.hooks.fingerprints,
  };
}

type Asked = Pick<Question, "upstream" | "userKey" | "plugins">;

/** Keys are asked for three times each, and hash all that a persona may see. */
const found = new WeakMap<PersonaInput, Map<PersonaAdapter, Asked & { readonly key: string }>>();

/** What is asked, and of whom, as the cache names it. */
export function keyOf(question: Question, adapter: PersonaAdapter): string {
  const { input, upstream, userKey, plugins } = question;
  const keys = found.get(input) ?? new Map<PersonaAdapter, Asked & { readonly key: string }>();
  found.set(input, keys);
  const known = keys.get(adapter);
  if (known?.upstream === upstream && known.userKey === userKey && known.plugins === plugins) {
    return known.key;
  }
  const key = hashOf(question, adapter);
  keys.set(adapter, { upstream, userKey, plugins, key });
  return key;
}

function hashOf(
  { input, upstream, userKey, plugins }: Question,
  { registration, provider }: PersonaAdapter,
): string {
  // Rules are read by the rulebook alone, whose fingerprint speaks for them.
  const { name, title, voice, reviewOrder, focusAreas, mustAddress, optionalItems } = registration;
  const asked = { name, title, voice, reviewOrder, focusAreas, mustAddress, optionalItems };
  return cacheKey({
    input,
    personaVersion: registration.version,
    registration: storedObject("review", asked).hash,
    provider,
    upstream,
    userKey,
    plugins,
  });
}

/** The reviews of completed personas, in their order; only those of an earlier process are read. */
export async function reviewsOf(
  upstream: readonly CompletedPersona[],
  { store, known }: Pick<QuestionParts, "store" | "known">,
): Promise<readonly EarlierReview[]> {
  const unknown = upstream.map(({ hash }) => hash).filter((hash) => !known.has(hash));
  if (unknown.length > 0) {
    // Only a resumed run comes here: a fresh one need not load what checks a stored review.
    const { checkReview } = await import("../core/stored-review.ts");
    const bodies = await store.bodies(unknown);
    for (const [at, hash] of unknown.entries()) known.set(hash, checkReview(hash, bodies[at]));
  }
  return upstream.flatMap(({ name, hash }) => {
    const review = known.get(hash);
    return review ? [{ persona: name, review }] : [];
  });
}
