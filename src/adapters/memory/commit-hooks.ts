import { EpicError } from "../../core/errors.ts";
import type { CommitHooks } from "../../ports/commit-hooks.ts";

/** Scripts by name. */
export function memoryCommitHooks(scripts: Map<string, string> = new Map()): CommitHooks {
  return {
    async read(name) {
      return scripts.get(name);
    },
    async write(name, script) {
      scripts.set(name, script);
    },
    async rename(name, to) {
      const script = scripts.get(name);
      if (scripts.has(to)) throw new EpicError("INVALID_INPUT", `The hook ${to} is there already`);
      if (script === undefined) throw new EpicError("NOT_FOUND", `There is no hook ${name}`);
      scripts.delete(name);
      scripts.set(to, script);
    },
  };
}
