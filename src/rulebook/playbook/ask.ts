import type { Question } from "../../schema/persona.ts";
import { meets } from "./items.ts";
import type { Scene } from "./scene.ts";
import { fillWords } from "./wording.ts";

/** What a description of these kinds usually promises without saying, and this one does too. */
export function askFromPlaybooks(persona: string, { kinds, page, shown }: Scene): Question[] {
  return kinds.flatMap(({ playbook, wording }) =>
    playbook.questions
      .filter((question) => question.persona === persona && meets(question, page, shown))
      .map(({ id, text, blocksEstimate, assume }) => ({
        id,
        text: fillWords(text, wording),
        askedBy: persona,
        blocksEstimate,
        assumption: fillWords(assume, wording),
      })),
  );
}
