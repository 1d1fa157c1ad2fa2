import { existsSync } from "node:fs";

import { expect, test } from "vitest";

import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { createFolder } from "../../src/adapters/ticket-files/write-folder.ts";

/** The kernel makes no folder there, and says that there is none. */
const NEVER = "/proc/epic-creator/state";

test.skipIf(!existsSync("/proc/self"))(
  "a state folder that can never be made is a failure, not a wait without end",
  async () => {
    await expect(openDatabase(`${NEVER}/epic.db`)).rejects.toMatchObject({
      code: "STORAGE_ERROR",
      message: `The state file ${NEVER}/epic.db cannot be opened (ENOENT)`,
    });
  },
);

test.skipIf(!existsSync("/proc/self"))(
  "nor is the folder of a ticket that can never be made",
  async () => {
    const made = createFolder(`${NEVER}/AEC-1`, { "README.md": "" }, async () => {});
    await expect(made).rejects.toMatchObject({ code: "ENOENT" });
  },
);
