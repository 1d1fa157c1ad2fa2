import { renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { describe, expect, test } from "vitest";

import { openTicketFiles } from "../../../src/adapters/ticket-files/ticket-files.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const packageRoot = resolve(import.meta.dirname, "../../..");
const openAt = (root: string) => openTicketFiles({ root, packageRoot });
const PLACE = { key: "AEC-456" };

describe("a list", () => {
  test("shows what is meant as a ticket and cannot be one, and passes over the rest", async () => {
    const root = tempFolder({
      ".ai/workflow/README.md": "about",
      ".ai/workflow/notes/AEC-1/README.md": "not a team's name",
      ".ai/workflow/AEC-9": "a file",
      ".ai/workflow/SHARED/README.md": "about the team",
      ".ai/workflow/TEAM-A/README.md": "about the team",
      ".ai/workflow/TEAM-A/AEC-1/README.md": "r",
      ".ai/workflow/TEAM-A/AEC-2": "a file",
      ".ai/workflow/AEC-3/README.md": new Uint8Array([0xff, 0xfe, 0x00]),
      ".ai/workflow/AEC-4/README.md/x": "",
      ".ai/workflow/AEC-5/README.md": "x".repeat(1024 * 1024 + 1),
      ".ai/workflow/.AEC-6.0123456789ab.old/README.md": "r",
      ".ai/workflow/.AEC-6.0123456789ab.new/README.md": "r",
      ".ai/workflow/.AEC-4.0123456789ab.old/README.md": "r",
      ".ai/workflow/TEAM-A/.AEC-7.0123456789ab.old/README.md": "r",
    });
    symlinkSync(join(root, ".ai/workflow/SHARED"), join(root, ".ai/workflow/AEC-8"));
    symlinkSync(join(root, ".ai/workflow/SHARED"), join(root, ".ai/workflow/LINKED"));
    const cut = "is gone since its replacement was cut short; rename";
    expect(await openAt(root).list()).toEqual([
      {
        kind: "broken",
        place: { key: "AEC-3" },
        problem: expect.stringContaining("not valid UTF-16"),
      },
      { kind: "broken", place: { key: "AEC-4" }, problem: "has a README.md that is not a file" },
      {
        kind: "broken",
        place: { key: "AEC-5" },
        problem: "has a README.md that is larger than 1048576 bytes",
      },
      {
        kind: "broken",
        place: { key: "AEC-6" },
        problem: `${cut} .AEC-6.0123456789ab.old beside it to AEC-6`,
      },
      { kind: "broken", place: { key: "AEC-8" }, problem: "is a symbolic link" },
      { kind: "ticket", place: { key: "AEC-1", team: "TEAM-A" }, readme: "r" },
      {
        kind: "broken",
        place: { key: "AEC-7", team: "TEAM-A" },
        problem: `${cut} .AEC-7.0123456789ab.old beside it to AEC-7`,
      },
    ]);
  });

  test("does not follow a linked folder of tickets", async () => {
    const root = tempFolder({ "elsewhere/workflow/AEC-1/README.md": "r" });
    symlinkSync("elsewhere", join(root, ".ai"));
    await expect(openAt(root).list()).rejects.toMatchObject({ message: ".ai is a symbolic link" });
  });
});

test("a former folder that was cut off from its ticket can be put back by hand", async () => {
  const root = tempFolder({ ".ai/workflow/.AEC-456.0123456789ab.old/README.md": "r" });
  const [folder] = await openAt(root).list();
  expect(folder).toMatchObject({ kind: "broken" });
  const workflow = join(root, ".ai/workflow");
  renameSync(join(workflow, ".AEC-456.0123456789ab.old"), join(workflow, "AEC-456"));
  expect(await openAt(root).list()).toMatchObject([{ kind: "ticket", place: PLACE }]);
  writeFileSync(join(workflow, "AEC-456/NOTES.md"), "n");
  expect(Object.keys(await openAt(root).read(PLACE))).toEqual(["NOTES.md", "README.md"]);
});
