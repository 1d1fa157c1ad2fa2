import { expect, test } from "vitest";

import type { ProjectFiles } from "../../src/ports/project-files.ts";

/** What every ProjectFiles must do. `shipped` are the files that ship, by path. */
export function projectFilesContract(
  open: (shipped: Readonly<Record<string, string>>) => ProjectFiles,
): void {
  test("a file is read back as it was written, in folders made for it", async () => {
    const files = open({});
    expect(await files.read("a/b/c.md")).toBeUndefined();
    expect(await files.holds("a/b")).toBe(false);
    await files.write("a/b/c.md", { after: "ü\r\n" });
    expect(await files.read("a/b/c.md")).toBe("ü\r\n");
    expect(await files.holds("a/b")).toBe(true);
    await files.write("a/b/c.md", { before: "ü\r\n", after: "" });
    expect(await files.read("a/b/c.md")).toBe("");
  });

  test("a file that is not as it was is left alone", async () => {
    const files = open({});
    await files.write("a.md", { after: "mine" });
    for (const change of [{ after: "x" }, { before: "other", after: "x" }]) {
      await expect(files.write("a.md", change)).rejects.toMatchObject({ code: "STORAGE_ERROR" });
    }
    await expect(files.write("b.md", { before: "x", after: "y" })).rejects.toMatchObject({
      code: "STORAGE_ERROR",
    });
    expect([await files.read("a.md"), await files.read("b.md")]).toEqual(["mine", undefined]);
  });

  test("what ships is found below a folder, and all of it", async () => {
    const files = open({ "README.md": "r", "app/package.json": "{}", "app/src/main.js": "1" });
    expect(await files.shipped("app")).toEqual({ "package.json": "{}", "src/main.js": "1" });
    expect(Object.keys(await files.shipped("")).toSorted()).toEqual([
      "README.md",
      "app/package.json",
      "app/src/main.js",
    ]);
  });
}
