import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";

import type { Environment } from "../../core/config-environment.ts";
import type { People, PersonQuestion } from "../../ports/people.ts";
import { writeQuestionFile } from "./leave-question.ts";

/**
 * Opens the question in the user's editor, and takes what is saved there for the answer. Whoever
 * closes it unchanged, or cannot open it, leaves the question to `later`.
 */
export function askInEditor(root: string, env: Environment, later: People): People {
  const editor = env["VISUAL"] || env["EDITOR"] || "vi";
  return {
    async ask(question, signal) {
      signal.throwIfAborted();
      const file = await writeQuestionFile(root, question);
      const before = withComplaints(await readFile(file, "utf8"), question);
      await writeFile(file, before);
      const closed = await edit(editor, file, signal);
      const after = await readFile(file, "utf8");
      if (!closed || after === before) return await later.ask(question, signal);
      return { kind: "answered", text: after };
    },
  };
}

const COMPLAINTS = /\n<!-- To be mended:\n[\s\S]*?-->\n/;

/** Below the front matter, which must stay at the top. The reader of the answer skips comments. */
function withComplaints(text: string, { complaints }: PersonQuestion): string {
  const clean = text.replace(COMPLAINTS, "");
  if (complaints.length === 0) return clean;
  const list = complaints.map((problem) => `- ${problem.replaceAll("--", "- -")}`).join("\n");
  return clean.replace(/\n---[ \t]*\n/, (end) => `${end}\n<!-- To be mended:\n${list}\n-->\n`);
}

/** Whether the editor came to its end as one does. It is a command line, as in "code --wait". */
async function edit(editor: string, file: string, signal: AbortSignal): Promise<boolean> {
  const child = spawn("/bin/sh", ["-c", `exec ${editor} "$1"`, "epic-editor", file], {
    stdio: "inherit",
    signal,
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    // Whoever gives up is heard once the editor is gone: until then the terminal is its own.
    child.on("error", (error) => {
      if (!signal.aborted) reject(error);
    });
    child.once("close", resolve);
  });
  signal.throwIfAborted();
  return code === 0;
}
