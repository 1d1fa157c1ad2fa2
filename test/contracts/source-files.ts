import { expect, test } from "vitest";

import type { SourceFiles } from "../../src/ports/source-files.ts";

const TEXTS = { "src/ü b.ts": "export const ü = 1;\r\n", "README.md": "" };

/** What every SourceFiles must do. */
export function sourceFilesContract(open: (texts: Record<string, string>) => SourceFiles): void {
  test("files come with their text, folders as such, and what is not there as nothing", async () => {
    const sources = open(TEXTS);
    const paths = ["src/ü b.ts", "README.md", "src", "src/c.ts", "none/c.ts", "README.md/x"];
    expect(await sources.look(paths)).toEqual([
      { kind: "file", text: "export const ü = 1;\r\n" },
      { kind: "file", text: "" },
      { kind: "folder" },
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("ways up and down lead to the same file", async () => {
    const sources = open(TEXTS);
    expect(await sources.look(["src/../README.md", "./README.md"])).toEqual([
      { kind: "file", text: "" },
      { kind: "file", text: "" },
    ]);
  });
}
