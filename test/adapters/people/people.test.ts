import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { askInEditor } from "../../../src/adapters/people/ask-in-editor.ts";
import { leaveQuestions } from "../../../src/adapters/people/leave-question.ts";
import { peopleContract, QUESTION } from "../../contracts/people.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const later = (root: string) => leaveQuestions(root, root, () => {});

peopleContract("a file", () => {
  const root = tempFolder();
  return { root, people: later(root) };
});

peopleContract("an editor that is closed without a word", () => {
  const root = tempFolder();
  return { root, people: askInEditor(root, { EDITOR: "true" }, later(root)) };
});

peopleContract("an editor that cannot be started", () => {
  const root = tempFolder();
  const env = { VISUAL: "no-such-editor 2> /dev/null #" };
  return { root, people: askInEditor(root, env, later(root)) };
});

test("each question that is left is told, and the place is told as one would type it", async () => {
  const root = tempFolder();
  const told: string[] = [];
  const people = leaveQuestions(root, join(root, "deep"), (document) => void told.push(document));
  const { signal } = new AbortController();
  expect(await people.ask(QUESTION, signal)).toEqual({
    kind: "left",
    place: join(root, ".ai/questions/task-1-architect.md"),
  });
  expect(told).toEqual([QUESTION.document]);
});

/** An editor that appends to what it is given. */
function editor(root: string): string {
  const file = join(root, "edit.sh");
  chmodSync(file, 0o755);
  return file;
}

test("what is saved in the editor is the answer, and complaints are shown there once", async () => {
  const root = tempFolder({ "edit.sh": '#!/bin/sh\ncp "$1" "$1.seen"\necho more >> "$1"\n' });
  const people = askInEditor(root, { EDITOR: editor(root) }, later(root));
  const { signal } = new AbortController();
  const file = join(root, ".ai/questions/task-1-architect.md");
  const first = await people.ask(QUESTION, signal);
  expect(first).toEqual({ kind: "answered", text: `${QUESTION.document}more\n` });
  await people.ask({ ...QUESTION, complaints: ["one -- fault"] }, signal);
  expect(readFileSync(`${file}.seen`, "utf8")).toContain(
    "---\n\n<!-- To be mended:\n- one - - fault\n-->\n",
  );
  await people.ask({ ...QUESTION, complaints: ["another"] }, signal);
  const seen = readFileSync(`${file}.seen`, "utf8");
  expect(seen).toContain("- another\n");
  expect(seen).not.toContain("fault");
});

test("whoever gives up closes the editor", async () => {
  const root = tempFolder({ "edit.sh": "#!/bin/sh\nexec sleep 30\n" });
  const people = askInEditor(root, { EDITOR: editor(root) }, later(root));
  const controller = new AbortController();
  const asked = people.ask(QUESTION, controller.signal).catch((error: unknown) => error);
  setTimeout(() => controller.abort(new Error("enough")), 200);
  expect(await asked).toMatchObject({ message: expect.stringMatching(/enough|aborted/) });
});
