import { canonicalJson } from "../../core/canonical-json.ts";
import { sha256 } from "../../core/hash.ts";
import { lessonsOf } from "../../core/lessons.ts";
import { VERSION } from "../../core/version.ts";
import type { PersonaAdapter } from "../../ports/persona-adapter.ts";
import { reviewAs } from "../../rulebook/review.ts";
import type { ReviewSettings } from "../../rulebook/settings.ts";
import type { Knowledge } from "../../schema/knowledge.ts";
import type { PersonaInput, Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import { PRIORITIES } from "../../schema/words.ts";
import { createReader, type Read } from "./readings.ts";

/** What the configuration says; the rest of the settings comes with each input. */
export type RulebookSettings = Pick<ReviewSettings, "currency" | "dayRate" | "teamExperience">;

/** One persona as the embedded reviewer plays it. Pass `read` to share readings between personas. */
export function rulebookPersona(
  registration: PersonaRegistration,
  knowledge: Knowledge,
  settings: RulebookSettings,
  read: Read = createReader(knowledge),
): PersonaAdapter {
  const { currency, dayRate, teamExperience } = settings;
  // Its version speaks for the personas that ship. The rules of a custom one are not part of the
  // knowledge, and its own version may not tell.
  const asked = knowledge.personas.includes(registration) ? registration.name : registration;
  return {
    registration,
    kind: "rulebook",
    provider: {
      name: "rulebook",
      fingerprint: sha256(
        canonicalJson([VERSION, knowledge.version, asked, currency, dayRate, teamExperience]),
      ),
    },
    consumption: "nothing",
    validate: () => ({ valid: true }),
    execute: ({ epic }, { signal }) => {
      signal.throwIfAborted();
      const earlier = epic.previousPersonas.flatMap((name) => epic.accumulatedInsights[name] ?? []);
      const { description, mode } = epic;
      const { scene, findings } = read(description);
      const review = reviewAs({
        persona: registration,
        knowledge,
        scene,
        findings,
        reading: scene.reading,
        earlier,
        mode,
        settings: { currency, dayRate, teamExperience, ...wishesOf(epic.context) },
      });
      const lessons = citedLessons(epic);
      return Promise.resolve(
        lessons.length === 0 ? review : { ...review, insights: [...review.insights, ...lessons] },
      );
    },
    // `execute` above made it: there is nothing to check, and zod would take longer than the review.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    transform: (answer) => answer as Review,
  };
}

/** What earlier tickets teach is said once, by whoever speaks first, with the place where it stands. */
function citedLessons({ context, previousPersonas }: PersonaInput["epic"]): readonly string[] {
  if (previousPersonas.length > 0) return [];
  return lessonsOf(context).map(({ ticket, source, text }) => {
    const said = text.replaceAll(/\s+/g, " ").trim();
    return `${ticket} taught (${source}): ${said}`;
  });
}

function wishesOf(
  context: PersonaInput["epic"]["context"],
): Pick<ReviewSettings, "enforceDevops" | "priority"> {
  return {
    enforceDevops: context["enforceDevops"] === true,
    priority: PRIORITIES.find((priority) => priority === context["priority"]),
  };
}
