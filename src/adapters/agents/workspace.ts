import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for one attempt, gone after it: no agent meets what another one left. */
export interface Workspace extends AsyncDisposable {
  readonly folder: string;
  /** Absolute paths of the hand-over. The question is there, the answer is awaited. */
  readonly input: string;
  readonly output: string;
}

export async function openWorkspace(question: string): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "epic-agent-"));
  const input = join(folder, "persona-input.json");
  await writeFile(input, question);
  return {
    folder,
    input,
    output: join(folder, "persona-output.json"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
