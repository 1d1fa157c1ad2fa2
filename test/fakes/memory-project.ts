import { type CodeMedium, memoryCodeHost } from "../../src/adapters/memory/code-host.ts";
import { sha256 } from "../../src/core/hash.ts";
import type { CodeHostBench } from "../contracts/code-host.ts";

const T0 = Date.parse("2026-01-01T00:00:00.000Z");

/** A repository in memory, its first branch called main; a second passes from commit to commit. */
export function memoryProject(): CodeHostBench {
  const medium: CodeMedium = {
    user: { name: "Ada Ünal", email: "ada@example.org" },
    commits: new Map(),
    branches: new Map(),
    branch: "main",
    files: {},
  };
  const { commits, branches } = medium;
  const store = (message: string, parents: readonly string[]) => {
    const hash = sha256(`${commits.size}`).slice(0, 40);
    const [subject = ""] = message.split("\n");
    const at = new Date(T0 + commits.size * 1000).toISOString();
    const tree = medium.files;
    commits.set(hash, { hash, at, author: "Ada Ünal", subject, message, tree, parents });
    branches.set(medium.branch, hash);
    return hash;
  };
  const head = () => {
    const hash = branches.get(medium.branch);
    return hash === undefined ? [] : [hash];
  };
  const write: CodeHostBench["write"] = async (texts) => {
    const files = { ...medium.files };
    for (const [path, text] of Object.entries(texts)) {
      if (text === null) delete files[path];
      else files[path] = text;
    }
    medium.files = files;
  };
  return {
    host: memoryCodeHost(medium),
    write,
    async commit(message, texts) {
      await write(texts);
      return store(message, head());
    },
    async checkout(branch) {
      medium.branch = branch;
      medium.files = commits.get(String(branches.get(branch)))?.tree ?? {};
      return String(branches.get(branch));
    },
    async merge(branch) {
      const other = String(branches.get(branch));
      medium.files = { ...medium.files, ...commits.get(other)?.tree };
      return store(`Merge branch '${branch}'`, [...head(), other]);
    },
  };
}
