import { readFileSync, writeFileSync } from "node:fs";

import { expect, test } from "vitest";

import type { People, PersonQuestion } from "../../src/ports/people.ts";

export const QUESTION: PersonQuestion = {
  taskId: "task-1",
  persona: "architect",
  document: "---\nrun: task-1\nverdict:\n---\n\n# Answer\n",
  complaints: [],
};

const ask = async (people: People, question: Partial<PersonQuestion> = {}) =>
  await people.ask({ ...QUESTION, ...question }, new AbortController().signal);

/** Ways to ask people, where nobody is there to answer. */
export function peopleContract(kind: string, open: () => { people: People; root: string }): void {
  test(`${kind}: a question that nobody answers is left where it can be read and answered`, async () => {
    const { people, root } = open();
    const reply = await ask(people);
    expect(reply).toEqual({ kind: "left", place: ".ai/questions/task-1-architect.md" });
    expect(readFileSync(`${root}/.ai/questions/task-1-architect.md`, "utf8")).toBe(
      QUESTION.document,
    );
  });

  test(`${kind}: what somebody began to write is kept when the question is asked again`, async () => {
    const { people, root } = open();
    await ask(people);
    writeFileSync(`${root}/.ai/questions/task-1-architect.md`, "half an answer");
    await ask(people);
    expect(readFileSync(`${root}/.ai/questions/task-1-architect.md`, "utf8")).toBe(
      "half an answer",
    );
  });

  test(`${kind}: the questions of two personas do not get in each other's way`, async () => {
    const { people } = open();
    const places = [await ask(people), await ask(people, { persona: "legal-counsel" })];
    expect(new Set(places.map((reply) => JSON.stringify(reply))).size).toBe(2);
  });
}
