import type { Assessment } from "../../core/assessment.ts";
import type { PersonaAdapter } from "../../ports/persona-adapter.ts";
import { assess } from "../../rulebook/assess.ts";
import { lintCustomPersona } from "../../rulebook/lint-custom-persona.ts";
import type { Config } from "../../schema/config.ts";
import type { Knowledge } from "../../schema/knowledge.ts";
import type { PersonaOutput } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import type { EpicRequest } from "../../schema/request.ts";
import { createReader } from "./readings.ts";
import { rulebookPersona } from "./rulebook-persona.ts";

/** The embedded reviewer: every persona, and the epic as a whole. */
export interface Rulebook {
  readonly adapterFor: (registration: PersonaRegistration) => PersonaAdapter;
  /** Faults of a persona that a user adds, one sentence each. */
  readonly faultsOf: (registration: PersonaRegistration) => readonly string[];
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
