import type { Assessment } from "../../core/assessment.ts";
import type { PersonaAdapter } from "../../ports/persona-adapter.ts";
import { assess } from "../../rulebook/assess.ts";
import { lintCustomPersona } from "../../rulebook/lint-custom-persona.ts";
import { reviewAs } from "../../rulebook/review.ts";
import type { Config } from "../../schema/config.ts";
import type { Knowledge } from "../../schema/knowledge.ts";
import type { PersonaOutput, Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import type { EpicRequest } from "../../schema/request.ts";
import { createReader } from "./readings.ts";
import { rulebookPersona } from "./rulebook-persona.ts";
import { surveyPersonas } from "./survey.ts";

/** The embedded reviewer: every persona, and the epic as a whole. */
export interface Rulebook {
  readonly adapterFor: (registration: PersonaRegistration) => PersonaAdapter;
  /** Faults of a persona that a user adds, one sentence each. */
  readonly faultsOf: (registration: PersonaRegistration) => readonly string[];
  /** What it would say as each of these personas, whoever answers for them. */
  readonly survey: (
    request: EpicRequest,
    personas: readonly PersonaRegistration[],
  ) => ReadonlyMap<string, Review>;
  readonly assess: (request: EpicRequest, outputs: readonly PersonaOutput[]) => Assessment;
}

export function openRulebook(knowledge: Knowledge, settings: Config["estimation"]): Rulebook {
  const read = createReader(knowledge);
  const { currency, teamExperience, dayRate, dayRates } = settings;
  return {
    adapterFor: (registration) => {
      const rate = dayRates[registration.name] ?? dayRate;
      const own = { currency, teamExperience, dayRate: rate };
      return rulebookPersona(registration, knowledge, own, read);
    },
    faultsOf: (registration) => lintCustomPersona(registration, knowledge),
    survey: ({ description, mode, enforceDevops, metadata }, personas) => {
      const { scene, findings } = read(description);
      const settled = { currency, teamExperience, enforceDevops, priority: metadata.priority };
      return surveyPersonas(personas, (persona, earlier) =>
        reviewAs({
          persona,
          knowledge,
          scene,
          findings,
          reading: scene.reading,
          earlier,
          mode,
          settings: { ...settled, dayRate: dayRates[persona.name] ?? dayRate },
        }),
      );
    },
    assess: ({ description, mode, metadata }, outputs) =>
      assess({
        reading: read(description).scene.reading,
        knowledge,
        request: { mode, priority: metadata.priority },
        outputs,
        settings,
      }),
  };
}
