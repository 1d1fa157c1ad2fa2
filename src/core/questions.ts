import type { PersonaOutput, Question } from "../schema/persona.ts";

/** What all personas ask, each question once; those that block the estimate first. */
export function mergeQuestions(outputs: readonly PersonaOutput[], limit: number): Question[] {
  const byId = new Map<string, Question>();
  for (const question of outputs.flatMap(({ questions }) => questions)) {
    if (!byId.has(question.id)) byId.set(question.id, question);
  }
  const all = [...byId.values()];
  const blocking = all.filter(({ blocksEstimate }) => blocksEstimate);
  const others = all.filter(({ blocksEstimate }) => !blocksEstimate);
  return [...blocking, ...others].slice(0, limit);
}
