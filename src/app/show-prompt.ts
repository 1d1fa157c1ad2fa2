import { workflows } from "#defaults";

import { loadKnowledge } from "../adapters/rulebook/load-knowledge.ts";
import { openRulebook, type Rulebook } from "../adapters/rulebook/rulebook.ts";
import { EpicError } from "../core/errors.ts";
import { buildPersonaInput, type EarlierReview } from "../core/persona-input.ts";
import { upstreamOf } from "../core/run-state.ts";
import { screenDescription } from "../core/screen.ts";
import { checkReview } from "../core/stored-review.ts";
import { didYouMean } from "../core/suggest.ts";
import { planRun } from "../engine/plan-run.ts";
import type { StateStore } from "../ports/state-store.ts";
import type { PersonaInput } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { RunState } from "../schema/run.ts";
import { asIfAsked } from "./open-model.ts";
import { type PromptParts, type PromptView, viewPrompt } from "./prompt-view.ts";
import { withProjectPersonas } from "./registry.ts";

/** The prompt for a description; earlier personas are answered by the rulebook. Asks nobody else. */
export async function promptForRequest(
  persona: string,
  request: EpicRequest,
  parts: PromptParts,
): Promise<PromptView> {
  const knowledge = loadKnowledge();
  const rulebook = openRulebook(knowledge, parts.settings.estimation);
  const { description } = screenDescription(request.description, parts.settings.descriptionBytes);
  const { loaded } = parts;
  const complete = await withProjectPersonas(request, loaded, loaded.places.root);
  const screened = { ...complete, description };
  const plan = planRun(screened, {
    ...parts,
    workflows,
    registrations: knowledge.personas,
    answersAtOnce: () => true,
    faultsOf: rulebook.faultsOf,
  });
  const registrations = plan.levels
    .flat()
    .flatMap((name) => plan.registrations.find((each) => each.name === name) ?? []);
  const asked = registrationNamed(persona, registrations);
  const level = plan.levels.findIndex((names) => names.includes(persona));
  const before = new Set(plan.levels.slice(0, level).flat());
  const earlier: EarlierReview[] = [];
  for (const each of registrations.filter(({ name }) => before.has(name))) {
    const review = await reviewOf(each, buildPersonaInput(screened, each, earlier), rulebook);
    earlier.push({ persona: each.name, review });
  }
  const input = buildPersonaInput(screened, asked, earlier);
  return { ...(await viewPrompt(asked, input, { ...parts, rulebook })), earlier: "rulebook" };
}

/** The prompt as a run has it, or would have it next. */
export async function promptOfRun(
  persona: string,
  run: RunState,
  { store, ...parts }: PromptParts & { readonly store: StateStore },
): Promise<PromptView> {
  const knowledge = loadKnowledge();
  const rulebook = openRulebook(knowledge, parts.settings.estimation);
  const custom = Object.values(run.request.options.customPersonas);
  const planned = [...custom, ...knowledge.personas].filter(({ name }) =>
    run.plan.flat().includes(name),
  );
  const asked = registrationNamed(persona, planned);
  const upstream = upstreamOf(run, persona);
  const bodies = await store.bodies(upstream.map(({ hash }) => hash));
  const earlier = upstream.map(({ name, hash }, at) => ({
    persona: name,
    review: checkReview(hash, bodies[at]),
  }));
  const input = buildPersonaInput(run.request, asked, earlier);
  return { ...(await viewPrompt(asked, input, { ...parts, rulebook })), earlier: "run" };
}

function registrationNamed(
  persona: string,
  registrations: readonly PersonaRegistration[],
): PersonaRegistration {
  const found = registrations.find(({ name }) => name === persona);
  if (found) return found;
  const names = registrations.map(({ name }) => name);
  throw new EpicError("NOT_FOUND", `No persona ${persona} takes part`, {
    hint: didYouMean(persona, names) ?? `the personas are ${names.join(", ")}`,
  });
}

async function reviewOf(
  registration: PersonaRegistration,
  input: PersonaInput,
  rulebook: Rulebook,
) {
  const adapter = rulebook.adapterFor(registration);
  return adapter.transform(await adapter.execute(input, asIfAsked(new AbortController().signal)));
}
