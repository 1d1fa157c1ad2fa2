import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { ticketSchema } from "../../src/schema/ticket.ts";
import { sshKey } from "../fakes/ssh-keys.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { openSandbox, type Sandbox } from "./epic.ts";
import { workflow } from "./workflow.ts";

const FOLDER = ".ai/workflow/AEC-456";
const README = join(FOLDER, "README.md");
const APPROVE = ["approve", "AEC-456", "requirements", "--as", "stakeholder"];
const DAY = 86_400_000;
const day = (after: number) => new Date(Date.now() + after * DAY).toISOString().slice(0, 10);

async function planned(config: string): Promise<string> {
  const cwd = tempFolder({ ".ai/config.yml": config });
  await workflow(cwd, ["init", "AEC-456"]);
  await workflow(cwd, ["advance", "AEC-456"]);
  writeFileSync(join(cwd, FOLDER, "FEATURE_REQUIREMENTS.md"), "requirements");
  return cwd;
}

describe("roles are as the configuration has them", () => {
  test("each role of a document approves it", async () => {
    const cwd = await planned("tickets: { approvals: { requirements: [stakeholder, legal] } }\n");
    expect((await workflow(cwd, APPROVE)).code).toBe(0);
    const { stdout } = await workflow(cwd, ["show", "AEC-456"]);
    expect(stdout).toContain("FEATURE_REQUIREMENTS.md is not approved by the role legal\n");
    const legal = [...APPROVE.slice(0, 4), "legal"];
    expect((await workflow(cwd, legal)).code).toBe(0);
    expect((await workflow(cwd, ["show", "AEC-456"])).stdout).toMatch(
      /FEATURE_REQUIREMENTS\.md +nothing +yes\n/,
    );
  });

  test("whoever is not in a role does not judge in it", async () => {
    const cwd = await planned("tickets: { people: { stakeholder: [Somebody Else] } }\n");
    const { code, stderr } = await workflow(cwd, APPROVE);
    expect(code).toBe(5);
    expect(stderr).toMatch(/^error: .+ may not judge as stakeholder\nhint: tickets\.people/);
  });
});

describe("a signed approval", () => {
  test("counts where signatures are required, until the record or the key is changed", async () => {
    const cwd = await planned("tickets: { requireSigned: true }\n");
    const { file, line } = sshKey(cwd, "ann");
    const unsigned = await workflow(cwd, APPROVE);
    expect(unsigned).toMatchObject({ code: 5, stdout: "" });
    expect(unsigned.stderr).toContain("Approvals have to be signed in this project\nhint: ");
    const strange = await workflow(cwd, [...APPROVE, "--sign", file]);
    expect(strange).toMatchObject({ code: 5, stdout: "" });

    writeFileSync(join(cwd, ".ai/allowed_signers"), line);
    const signed = await workflow(cwd, [...APPROVE, "--sign", file, "--json"]);
    expect(signed).toMatchObject({ code: 0, stderr: "" });
    expect(ticketSchema.parse(JSON.parse(signed.stdout)).approvals[0]?.signature).toBeDefined();
    const shown = async () => (await workflow(cwd, ["show", "AEC-456"])).stdout;
    expect(await shown()).toMatch(/FEATURE_REQUIREMENTS\.md +nothing +yes\n/);

    const readme = readFileSync(join(cwd, README), "utf8");
    writeFileSync(join(cwd, README), readme.replace(/by: "[^"]*", hash/, 'by: "Eve", hash'));
    expect(await shown()).toMatch(
      /FEATURE_REQUIREMENTS\.md was approved by Eve on [\d-]+ with a signature that does not fit what it stands under\n/,
    );
    writeFileSync(join(cwd, README), readme);
    writeFileSync(join(cwd, ".ai/allowed_signers"), sshKey(cwd, "bob").line);
    expect(await shown()).toContain(
      "with a signature that is by no key that the allowed signers have",
    );
  });
});

/** A ticket whose epic has blockers. */
async function blocked(sandbox: Sandbox) {
  const { cwd } = sandbox;
  const epic = ["create", "Members pay late fees by card online", "--ticket", "AEC-456"];
  const gate = [...epic, "--fail-on", "blocking", "--quiet"];
  const stopped = await sandbox.epic(gate);
  expect(stopped.code).toBe(1);
  await workflow(cwd, ["init", "AEC-456", "--epic", "latest"]);
  return { gate, ids: (/stops? it: (.*)\n/.exec(stopped.stderr)?.[1] ?? "").split(", ") };
}

test("CI can ask for signatures where the configuration does not", async () => {
  const cwd = await planned("{}\n");
  expect((await workflow(cwd, APPROVE)).code).toBe(0);
  const advance = ["advance", "AEC-456", "--require-signed"];
  expect((await workflow(cwd, advance)).stderr).toMatch(
    /FEATURE_REQUIREMENTS\.md was approved by .+ on [\d-]+ without a signature;/,
  );
});

describe("a waiver", () => {
  test("lets the gate of the epic pass and is told, and is listed in the ticket", async () => {
    using sandbox = openSandbox();
    const { cwd } = sandbox;
    const { gate, ids } = await blocked(sandbox);
    for (const id of ids) {
      const waive = ["waive", "AEC-456", id, "--reason", "no cards yet", "--until", day(30)];
      expect(await workflow(cwd, waive)).toMatchObject({ code: 0, stderr: "" });
    }
    const passed = await sandbox.epic(gate);
    expect(passed.code).toBe(0);
    expect(passed.stderr).toMatch(
      new RegExp(`^gate: ${ids[0]} is waived by .+ until ${day(30)}\n`, "m"),
    );
    const { stdout } = await workflow(cwd, ["show", "AEC-456"]);
    expect(stdout).toContain(`Blocker ${ids[0]}: waived until ${day(30)}\n`);
  });

  test("that has ended lets nothing pass", async () => {
    using sandbox = openSandbox();
    const { cwd } = sandbox;
    const { gate, ids } = await blocked(sandbox);
    const [id = ""] = ids;
    await workflow(cwd, ["waive", "AEC-456", id, "--reason", "x", "--until", day(1)]);
    const readme = readFileSync(join(cwd, README), "utf8");
    writeFileSync(join(cwd, README), readme.replace(day(1), day(-1)));
    expect((await sandbox.epic(gate)).stderr).toContain(id);
  });

  test.each([
    ["none-such", "x", day(1), "NOT_FOUND"],
    ["", "x", "tomorrow", "INVALID_INPUT"],
    ["", "x", day(-1), "INVALID_INPUT"],
    ["", " ", day(1), "INVALID_INPUT"],
  ])("of %j for %j until %j is refused", async (id, reason, until, error) => {
    const cwd = await planned("{}\n");
    const readme = readFileSync(join(cwd, README), "utf8");
    writeFileSync(join(cwd, README), readme.replace("\nstate:", "\nblocking: [sec-pci]\nstate:"));
    const waive = ["waive", "AEC-456", id || "sec-pci", "--reason", reason, "--until", until];
    const { code, stdout } = await workflow(cwd, [...waive, "--json"]);
    expect([code, JSON.parse(stdout).error.code]).toEqual([2, error]);
  });
});
