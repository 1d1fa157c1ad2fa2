import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { askInEditor } from "../../../src/adapters/people/ask-in-editor.ts";
import { humanPersona } from "../../../src/adapters/people/human-persona.ts";
import { leaveQuestions } from "../../../src/adapters/people/leave-question.ts";
import { answererContract, ask, type Behaviour } from "../../contracts/persona-provider.ts";
import { registration } from "../../fakes/review.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

/** What a person does in the editor; of what only programs do, a person does nothing. */
function behave(behaviour: Behaviour): string {
  switch (behaviour.kind) {
    case "answers":
    case "breaks-off":
      return 'cat "$(dirname "$0")/said" > "$1"';
    case "hangs":
      return "exec sleep 30";
    case "refuses":
    case "busy":
    case "floods":
      return "true";
  }
}

function person(behaviour: Behaviour) {
  const root = tempFolder();
  const editor = join(root, "edit.sh");
  writeFileSync(editor, `#!/bin/sh\necho $$ > "$(dirname "$0")/pid"\n${behave(behaviour)}\n`);
  chmodSync(editor, 0o755);
  if ("text" in behaviour) writeFileSync(join(root, "said"), behaviour.text);
  const people = askInEditor(
    root,
    { EDITOR: editor },
    leaveQuestions(root, root, () => {}),
  );
  const human = { name: "human", who: "Dana", rate: { currency: "USD", dayRate: 800 } };
  const adapter = humanPersona(registration("architect"), human, people);
  return { adapter, isAtWork: async () => isAlive(join(root, "pid")) };
}

/** Whether it runs: what is dead and not yet reaped has no environment. */
function isAlive(pidFile: string): boolean {
  if (!existsSync(pidFile)) return false;
  try {
    return readFileSync(`/proc/${readFileSync(pidFile, "utf8").trim()}/environ`, "latin1") !== "";
  } catch {
    return false;
  }
}

answererContract("a person at an editor", async (behaviour) => person(behaviour));

test("a person who will not, or not now, is waited for: nobody else is told to ask again", async () => {
  const { adapter, isAtWork } = person({ kind: "refuses", reason: "" });
  await expect(ask(adapter)).rejects.toMatchObject({
    code: "WAITING",
    message: expect.stringContaining(".ai/questions/task-1-architect.md"),
    resumeWith: "--file .ai/questions/task-1-architect.md",
  });
  expect(await isAtWork()).toBe(false);
  expect(adapter.kind).toBe("person");
});

test("who it was is the model of the review", async () => {
  const text = '{"verdict": "READY", "recommendations": [], "confidence": 1}';
  expect((await ask(person({ kind: "answers", text }).adapter)).model).toBe("Dana");
});
