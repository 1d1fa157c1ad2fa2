import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { EpicError } from "../../core/errors.ts";
import type { CommitHooks } from "../../ports/commit-hooks.ts";
import { gitFailure, type GitPlace, runGit } from "./run-git.ts";

/** In the folder of hooks, which people may have moved with core.hooksPath. */
export function gitCommitHooks(place: GitPlace): CommitHooks {
  const fileOf = async (name: string) => join(await findFolder(place), name);
  return {
    async read(name) {
      const file = await fileOf(name);
      return existsSync(file) ? await readFile(file, "utf8") : undefined;
    },
    async write(name, script) {
      const file = await fileOf(name);
      const draft = `${file}.${process.pid}.new`;
      try {
        await mkdir(await findFolder(place), { recursive: true });
        await writeFile(draft, script);
        await chmod(draft, 0o755);
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true });
        throw writingFailure(error, name);
      }
    },
    async rename(name, to) {
      const [file, target] = [await fileOf(name), await fileOf(to)];
      if (existsSync(target)) {
        throw new EpicError("INVALID_INPUT", `The hook ${to} is there already`, {
          hint: `look at ${target}, and remove or rename it`,
        });
      }
      if (!existsSync(file)) throw new EpicError("NOT_FOUND", `There is no hook ${name}`);
      try {
        await rename(file, target);
      } catch (error) {
        throw writingFailure(error, name);
      }
    },
  };
}

async function findFolder(place: GitPlace): Promise<string> {
  const result = await runGit(place, ["rev-parse", "--git-path", "hooks"]);
  if (result.code !== 0) throw gitFailure(result, "The hooks of the repository cannot be found");
  return resolve(place.cwd, result.stdout.replace(/\r?\n$/, ""));
}

function writingFailure(error: unknown, name: string): EpicError {
  const why = error instanceof Error ? error.message : String(error);
  return new EpicError("STORAGE_ERROR", `The hook ${name} cannot be written: ${why}`, {
    cause: error,
  });
}
