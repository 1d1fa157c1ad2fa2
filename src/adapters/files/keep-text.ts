import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Below the folder of the state, which Git ignores. */
const KEPT = "kept";

/**
 * Keeps a text of a run for people to look at, readable by nobody else, and answers with its path.
 * A text of the same name is replaced.
 */
export async function keepText(
  stateFolder: string,
  taskId: string,
  name: string,
  text: string,
): Promise<string> {
  const file = join(stateFolder, KEPT, taskId, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode: 0o600 });
  return file;
}
