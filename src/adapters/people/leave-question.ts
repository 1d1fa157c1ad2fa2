import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

import type { People, PersonQuestion } from "../../ports/people.ts";

/** Below the project's folder. */
const FOLDER = ".ai/questions";

/** Where the question of a persona in a run is, absolute. */
export function questionFile(
  root: string,
  { taskId, persona }: Pick<PersonQuestion, "taskId" | "persona">,
): string {
  return join(root, FOLDER, `${taskId}-${persona}.md`);
}

/**
 * Writes the question to a file that the answer is written into. One that is there is left as it is:
 * somebody may have begun to answer. `onLeft` hears of the question.
 */
export function leaveQuestions(
  root: string,
  cwd: string,
  onLeft: (document: string) => void,
): People {
  return {
    async ask(question) {
      const file = await writeQuestionFile(root, question);
      onLeft(question.document);
      const place = relative(cwd, file);
      return { kind: "left", place: place.startsWith("..") ? file : place };
    },
  };
}

export async function writeQuestionFile(root: string, question: PersonQuestion): Promise<string> {
  const file = questionFile(root, question);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, question.document, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return file;
}
