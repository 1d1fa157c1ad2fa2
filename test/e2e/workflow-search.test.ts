import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { openSandbox } from "./epic.ts";
import { workflow } from "./workflow.ts";

const STATES = ["CREATED", "PLANNING", "APPROVED", "IN_PROGRESS", "REVIEW", "COMPLETE", "ARCHIVED"];

/** A ticket in the archive of a project, with a lesson. */
async function archived(cwd: string): Promise<void> {
  await workflow(cwd, ["init", "AEC-101", "--title", "Return parcels online"]);
  const folder = join(cwd, ".ai/workflow/AEC-101");
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  const steps = STATES.slice(1).map((to, index) => {
    return `  - { at: 2099-01-0${index + 1}T09:00:00.000Z, from: ${STATES[index]}, to: ${to}, by: "ann" }`;
  });
  writeFileSync(
    join(folder, "README.md"),
    readme
      .replace("state: CREATED", "state: ARCHIVED")
      .replace(/(from: null, to: CREATED.*\n)/, `$1${steps.join("\n")}\n`),
  );
  const lesson =
    "# Summary\n\n## What we learnt\n\n- **Change:** agree on carriers before coding\n";
  writeFileSync(join(folder, "COMPLETION_SUMMARY.md"), lesson);
}

const DESCRIPTION = "Customers can return parcels online and print a label for the carrier";

test("search finds documents and epics, and sees what has changed since", async () => {
  using sandbox = openSandbox();
  const cwd = sandbox.path();
  await archived(cwd);
  const { code } = await sandbox.epic(["create", DESCRIPTION, "--mode", "mvp", "--quiet"]);
  expect(code).toBe(0);
  const found = await workflow(cwd, ["search", "carriers", "coding"]);
  expect(found).toMatchObject({ code: 0, stderr: "" });
  expect(found.stdout).toContain(
    "AEC-101 Return parcels online (ARCHIVED)\n  .ai/workflow/AEC-101/COMPLETION_SUMMARY.md\n",
  );
  const all = await workflow(cwd, ["search", "parcels label", "--json"]);
  const { hits }: { hits: { id: string }[] } = JSON.parse(all.stdout);
  expect(hits.some(({ id }) => id.startsWith("epic-"))).toBe(true);
  expect(existsSync(join(cwd, ".ai/state/search.db"))).toBe(true);
  writeFileSync(join(cwd, ".ai/workflow/AEC-101/NOTES.md"), "A zeppelin lands\n");
  expect((await workflow(cwd, ["search", "zeppelin"])).stdout).toContain("NOTES.md");
  const none = await workflow(cwd, ["search", "submarine"]);
  expect(none).toMatchObject({ code: 0, stdout: "" });
  expect(none.stderr).toMatch(/^Nothing of that is in \d+ texts\n$/);
});

test("epic create --recall gives the personas what was learnt, and says from where", async () => {
  using sandbox = openSandbox();
  await archived(sandbox.path());
  const source = ".ai/workflow/AEC-101/COMPLETION_SUMMARY.md";
  const created = await sandbox.epic([
    "create",
    DESCRIPTION,
    "--mode",
    "mvp",
    "--recall",
    "--json",
  ]);
  expect(created.code).toBe(0);
  expect(created.stderr).toContain(`recall: lessons of AEC-101 (${source})\n`);
  const { epic } = epicResponseSchema.parse(JSON.parse(created.stdout));
  expect(epic.metadata.recalled).toEqual([
    { ticket: "AEC-101", title: "Return parcels online", source },
  ]);
  const insights = epic.personas.flatMap((persona) => persona.insights);
  expect(insights).toContain(
    `AEC-101 taught (${source}): - **Change:** agree on carriers before coding`,
  );
  const shown = await sandbox.epic(["show", epic.id, "--format", "markdown"]);
  expect(shown.stdout).toContain(`| Recalled | AEC-101 in \`${source}\` |`);

  const plain = await sandbox.epic(["create", DESCRIPTION, "--mode", "mvp", "--json"]);
  const { epic: other } = epicResponseSchema.parse(JSON.parse(plain.stdout));
  expect(other.metadata).not.toHaveProperty("recalled");
  expect(other.personas.flatMap((persona) => persona.insights).join("\n")).not.toContain("AEC-101");
});
