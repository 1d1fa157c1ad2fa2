import { expect, test } from "vitest";

import type { CommitHooks } from "../../src/ports/commit-hooks.ts";

/** What every CommitHooks must do. */
export function commitHooksContract(open: () => CommitHooks): void {
  test("a script is read back as it was written, and a later one takes its place", async () => {
    const hooks = open();
    expect(await hooks.read("commit-msg")).toBeUndefined();
    await hooks.write("commit-msg", "#!/bin/sh\nü\n");
    expect(await hooks.read("commit-msg")).toBe("#!/bin/sh\nü\n");
    await hooks.write("commit-msg", "#!/bin/sh\n");
    expect(await hooks.read("commit-msg")).toBe("#!/bin/sh\n");
  });

  test("a script gets another name, but not that of another script", async () => {
    const hooks = open();
    await expect(hooks.rename("commit-msg", "x")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await hooks.write("commit-msg", "a");
    await hooks.rename("commit-msg", "commit-msg.own");
    expect(await hooks.read("commit-msg")).toBeUndefined();
    expect(await hooks.read("commit-msg.own")).toBe("a");
    await hooks.write("commit-msg", "b");
    await expect(hooks.rename("commit-msg", "commit-msg.own")).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await hooks.read("commit-msg.own")).toBe("a");
  });
}
