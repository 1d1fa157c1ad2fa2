import { expect, test } from "vitest";

import type { TreeIndex } from "../../src/ports/tree-index.ts";

/** What every TreeIndex must do. */
export function treeIndexContract(open: () => TreeIndex): void {
  test("it is read as it was written, and changed only from what it was", async () => {
    const tree = open();
    expect(await tree.read()).toBeUndefined();
    await tree.write({ before: undefined, after: "ü\r\n" });
    expect(await tree.read()).toBe("ü\r\n");
    const late = { before: undefined, after: "late" };
    await expect(tree.write(late)).rejects.toMatchObject({ code: "STORAGE_ERROR" });
    await expect(tree.write({ before: "x", after: "late" })).rejects.toMatchObject({
      code: "STORAGE_ERROR",
    });
    await tree.write({ before: "ü\r\n", after: "b" });
    expect(await tree.read()).toBe("b");
  });
}
