import type { Question } from "../../schema/persona.ts";
import { meets } from "./items.ts";
import type { Scene } from "./scene.ts";
import { fillWords } from "./wording.ts";

/** What a description of these kinds usually promises without saying, and this one does too. */
export function askFromPlaybooks(persona: string, scene: Scene): Question[] {
  const { kinds, facets, page, shown } = scene;
  return [...kinds, ...facets].flatMap(({ playbook, wording, near }) =>
    playbook.questions
      .filter((question) => question.persona === persona && meets(question, { page, shown, near }))
      .map(({ id, text, blocksEstimate, assume }) => ({
        id,
        text: fillWords(text, wording),
        askedBy: persona,
        blocksEstimate,
        assumption: fillWords(assume, wording),
      })),
  );
}
