import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { ticketSchema } from "../../src/schema/ticket.ts";
import { gitProject } from "../fakes/git-project.ts";
import { workflow } from "./workflow.ts";

test("code is linked from any folder, with the commit and the one who commits", async () => {
  const project = gitProject();
  await workflow(project.folder, ["init", "AEC-456", "--title", "Größe & Rückgabe"]);
  const commit = await project.commit("First", { "app/src/ä b.ts": "export const open = 1;\r\n" });
  const cwd = join(project.folder, "app");
  const env = { HOME: project.folder };
  const linked = await workflow(cwd, ["link", "AEC-456", "src/ä b.ts#open", ".", "--json"], {
    env,
  });
  expect(linked).toMatchObject({ code: 0, stderr: "" });
  expect(ticketSchema.parse(JSON.parse(linked.stdout).ticket).links).toMatchObject([
    { path: "app/src/ä b.ts", symbol: "open", commit, by: "Ada Ünal" },
    { path: "app", commit },
  ]);
  const { stdout } = await workflow(cwd, ["unlink", "AEC-456", "."], { env });
  expect(stdout).toBe("Unlinked app\nAEC-456 has 1 link to code\n");
  const readme = readFileSync(join(project.folder, ".ai/workflow/AEC-456/README.md"), "utf8");
  expect(readme).toContain("[`app/src/ä b.ts#open`](../../../app/src/%C3%A4%20b.ts)");
});

test("what cannot be linked is told in a sentence, and a symbolic link is refused", async () => {
  const project = gitProject();
  await workflow(project.folder, ["init", "AEC-456"]);
  await project.commit("First", { "src/a.ts": "export const open = 1;\n" });
  symlinkSync("src/a.ts", join(project.folder, "a.ts"));
  const refused = await workflow(project.folder, ["link", "AEC-456", "a.ts"]);
  expect(refused).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "error: a.ts is a symbolic link\nhint: link the real file or folder\n",
  });
  const gone = await workflow(project.folder, ["link", "AEC-456", "src/a.ts#opne", "--json"]);
  expect(gone.code).toBe(2);
  expect(JSON.parse(gone.stdout)).toEqual({
    error: {
      code: "NOT_FOUND",
      message: 'There is no "opne" in src/a.ts',
      hint: 'Did you mean "open"?',
    },
  });
});
