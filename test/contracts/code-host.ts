import { expect, test } from "vitest";

import type { CodeHost } from "../../src/ports/code-host.ts";

/** What people do with a repository. Each step answers with the hash of what is then checked out. */
export interface CodeHostBench {
  readonly host: CodeHost;
  /** Writes files, or removes those whose text is null, and commits all that is there. */
  commit(message: string, files: Readonly<Record<string, string | null>>): Promise<string>;
  /** Writes without a commit. */
  write(files: Readonly<Record<string, string | null>>): Promise<void>;
  checkout(branch: string): Promise<string>;
  /** With a commit of its own. */
  merge(branch: string): Promise<string>;
}

/** What every CodeHost must do. `open` gives an empty repository, its first branch called main. */
export function codeHostContract(open: () => Promise<CodeHostBench>): void {
  branchContract(open);
  commitContract(open);
  changeContract(open);
}

const UNKNOWN = "0123456789012345678901234567890123456789";
const subjects = (commits: readonly { readonly subject: string }[]) =>
  commits.map(({ subject }) => subject);

function branchContract(open: () => Promise<CodeHostBench>): void {
  test("a repository before its first commit has a branch without a commit", async () => {
    const { host } = await open();
    const repository = await host.repository();
    expect(repository).toMatchObject({ folder: "", branch: "main", branches: [] });
    expect(repository).not.toHaveProperty("commit");
    expect(repository).not.toHaveProperty("main");
    expect(await host.commits({})).toEqual([]);
    expect(await host.objects([{ commit: "HEAD", path: "a.txt" }])).toEqual([undefined]);
  });

  test("branches are known with their commits, and the one that is checked out", async () => {
    const bench = await open();
    const first = await bench.commit("First", { "a.txt": "a\n" });
    await bench.host.startBranch("feature/AEC-456");
    const second = await bench.commit("AEC-456: second", { "b.txt": "b\n" });
    expect(await bench.host.repository()).toMatchObject({
      branch: "feature/AEC-456",
      commit: second,
      main: "main",
      branches: [
        { name: "feature/AEC-456", commit: second },
        { name: "main", commit: first },
      ],
      user: { name: "Ada Ünal", email: "ada@example.org" },
    });
  });

  test.each(["-f", "--orphan", "a b", "a..b", "", "x.lock"])(
    "%j cannot be a branch",
    async (name) => {
      const bench = await open();
      await bench.commit("First", { "a.txt": "a\n" });
      await expect(bench.host.startBranch(name)).rejects.toMatchObject({ code: "INVALID_INPUT" });
      expect(await bench.host.repository()).toMatchObject({ branch: "main" });
    },
  );

  test("a branch that is there is not made again", async () => {
    const bench = await open();
    await bench.commit("First", { "a.txt": "a\n" });
    await bench.host.startBranch("feature/AEC-456");
    await bench.checkout("main");
    await expect(bench.host.startBranch("feature/AEC-456")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "The branch feature/AEC-456 already exists",
    });
    expect(await bench.host.repository()).toMatchObject({ branch: "main" });
  });

  test("what is merged has become history of the branch", async () => {
    const bench = await open();
    const base = await bench.commit("First", { "a.txt": "a\n" });
    await bench.host.startBranch("feature/AEC-456");
    const work = await bench.commit("AEC-456: work", { "b.txt": "b\n" });
    await bench.checkout("main");
    expect(await bench.host.isAncestor(work, base)).toBe(false);
    expect(await bench.host.isAncestor(base, work)).toBe(true);
    expect(await bench.host.isAncestor(base, base)).toBe(true);
    const merged = await bench.merge("feature/AEC-456");
    expect(await bench.host.isAncestor(work, merged)).toBe(true);
    await expect(bench.host.isAncestor(UNKNOWN, merged)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
}

function commitContract(open: () => Promise<CodeHostBench>): void {
  test("commits that name a ticket are found by the whole word, the latest first", async () => {
    const bench = await open();
    await bench.commit("Begin", { "a.txt": "1\n" });
    await bench.commit("AEC-456: first step", { "a.txt": "2\n" });
    await bench.commit("AEC-4567: of another ticket", { "a.txt": "3\n" });
    await bench.commit("Second step\n\nRefs: AEC-456", { "a.txt": "4\n" });
    await bench.commit("XAEC-456 and AEC-456-B are others", { "a.txt": "5\n" });
    const found = await bench.host.commits({ naming: "AEC-456" });
    expect(subjects(found)).toEqual(["Second step", "AEC-456: first step"]);
    expect(found[0]).toMatchObject({
      author: "Ada Ünal",
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
    });
  });

  test("a name is text, neither a pattern nor an option", async () => {
    const bench = await open();
    await bench.commit("AEC-456", { "a.txt": "1\n" });
    expect(await bench.host.commits({ naming: "AEC.456" })).toEqual([]);
    expect(await bench.host.commits({ naming: "--all" })).toEqual([]);
    expect(await bench.host.commits({ touching: ["--all"] })).toEqual([]);
    expect(await bench.host.commits({ touching: ["*.txt"] })).toEqual([]);
    expect(await bench.host.commits({ touching: [":(glob)**"] })).toEqual([]);
    await expect(bench.host.commits({ from: "--output=x" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("commits that touch a file or folder are found, in a part of the history", async () => {
    const bench = await open();
    const first = await bench.commit("One", { "src/ü b.ts": "1\n", "c.txt": "1\n" });
    const second = await bench.commit("Two", { "src/d.ts": "1\n" });
    await bench.commit("Three", { "src/ü b.ts": "2\n" });
    const { host } = bench;
    expect(subjects(await host.commits({ touching: ["src/ü b.ts"] }))).toEqual(["Three", "One"]);
    expect(subjects(await host.commits({ touching: ["src", "c.txt"] }))).toEqual([
      "Three",
      "Two",
      "One",
    ]);
    expect(subjects(await host.commits({ after: first }))).toEqual(["Three", "Two"]);
    expect(subjects(await host.commits({ from: second }))).toEqual(["Two", "One"]);
    expect(subjects(await host.commits({ from: second, after: first }))).toEqual(["Two"]);
  });
}

function changeContract(open: () => Promise<CodeHostBench>): void {
  test("changes since a commit include what is not committed and tell a move", async () => {
    const bench = await open();
    const text = "one\ntwo\nthree\nfour\n";
    const base = await bench.commit("First", {
      "a.txt": "a\nb\n",
      "gone.txt": "x\n",
      "old name.txt": text,
      "same.txt": "same\n",
    });
    await bench.commit("Second", { "a.txt": "a\nc\nd\n", "old name.txt": null, "neu ü.txt": text });
    await bench.write({ "gone.txt": null, "untracked.txt": "new\n" });
    expect(await bench.host.changes({ since: base })).toEqual([
      { kind: "modified", path: "a.txt", added: 2, removed: 1 },
      { kind: "deleted", path: "gone.txt", added: 0, removed: 1 },
      { kind: "moved", path: "neu ü.txt", from: "old name.txt", added: 0, removed: 0 },
      { kind: "added", path: "untracked.txt", added: 0, removed: 0 },
    ]);
    await expect(bench.host.changes({ since: UNKNOWN })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("changes of commits are told commit by commit, those of the first one too", async () => {
    const bench = await open();
    const first = await bench.commit("First", { "a.txt": "1\n", "b.txt": "1\n" });
    await bench.host.startBranch("work");
    const second = await bench.commit("Second", { "a.txt": "1\n2\n" });
    await bench.checkout("main");
    await bench.commit("Third", { "c.txt": "1\n" });
    const merge = await bench.merge("work");
    expect(await bench.host.changes({ commits: [merge, second, first] })).toEqual([
      { kind: "modified", path: "a.txt", added: 1, removed: 0 },
      { kind: "added", path: "a.txt", added: 1, removed: 0 },
      { kind: "added", path: "b.txt", added: 1, removed: 0 },
    ]);
    expect(await bench.host.changes({ commits: [] })).toEqual([]);
  });

  test("the same content is the same object, of files and of folders", async () => {
    const bench = await open();
    const first = await bench.commit("First", { "src/a.ts": "1\n", "lib/a.ts": "1\n" });
    await bench.commit("Second", { "src/b.ts": "2\n" });
    const [file, copy, later, folder, sameFolder, grown, absent] = await bench.host.objects([
      { commit: first, path: "src/a.ts" },
      { commit: first, path: "lib/a.ts" },
      { commit: "HEAD", path: "src/a.ts" },
      { commit: first, path: "src" },
      { commit: "HEAD", path: "lib" },
      { commit: "HEAD", path: "src" },
      { commit: first, path: "src/b.ts" },
    ]);
    expect(file).toBeDefined();
    expect([copy, later]).toEqual([file, file]);
    expect(sameFolder).toBe(folder);
    expect(grown).not.toBe(folder);
    expect(absent).toBeUndefined();
    const strange = ["src/a.ts\nHEAD:src/a.ts", "../a", "src/../src/a.ts"];
    const places = strange.map((path) => ({ commit: "HEAD", path }));
    expect(await bench.host.objects(places)).toEqual([undefined, undefined, undefined]);
  });
}
