import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { type GitProject, gitProject } from "../fakes/git-project.ts";
import { sshKey } from "../fakes/ssh-keys.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { workflow } from "./workflow.ts";

const FOLDER = ".ai/workflow/AEC-456";
const DOCUMENTS = {
  requirements: ["FEATURE_REQUIREMENTS.md", "stakeholder"],
  design: ["SYSTEM_DESIGN.md", "tech-lead"],
  plan: ["IMPLEMENTATION_PLAN.md", "team"],
} as const;
type Name = keyof typeof DOCUMENTS;

interface Person {
  readonly project: GitProject;
  /** Has to go well. */
  readonly run: (...args: string[]) => Promise<string>;
  readonly approve: (name: Name, ...flags: string[]) => Promise<string>;
  readonly file: (name: string) => string;
}

/** A project that is set up, with a written ticket in PLANNING, in which signatures are required. */
async function opened(): Promise<Person & { readonly keys: Record<"ann" | "bob", string> }> {
  const project = gitProject();
  const person = personIn(project);
  const keyring = tempFolder();
  const [ann, bob] = [sshKey(keyring, "ann"), sshKey(keyring, "bob")];
  await person.run("setup");
  writeFileSync(join(project.folder, ".ai/allowed_signers"), ann.line + bob.line);
  const people = "people: { tech-lead: [bob@example.org] }";
  writeFileSync(
    join(project.folder, ".ai/config.yml"),
    `tickets: { requireSigned: true, ${people} }\n`,
  );
  await person.run("init", "AEC-456", "--title", "Return an order");
  await person.run("advance", "AEC-456");
  for (const [file] of [...Object.values(DOCUMENTS), ["COMPLETION_SUMMARY.md"]]) {
    writeFileSync(person.file(file), `# ${file}\n`);
  }
  await project.commit("AEC-456: a ticket", {});
  return { ...person, keys: { ann: ann.file, bob: bob.file } };
}

function personIn(project: GitProject): Person {
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await workflow(project.folder, args);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
    return stdout;
  };
  return {
    project,
    run,
    approve: async (name, ...flags) =>
      await run("approve", "AEC-456", name, "--as", DOCUMENTS[name][1], ...flags),
    file: (name) => join(project.folder, FOLDER, name),
  };
}

describe("two people on two branches", () => {
  test("approve and edit, and the merge has what both did; the edit voids what it touches", async () => {
    const { project, run, approve, file, keys } = await opened();
    await approve("requirements", "--sign", keys.ann);
    const design = ["approve", "AEC-456", "design", "--as", "tech-lead", "--sign"];
    const outsider = await workflow(project.folder, [...design, keys.ann]);
    expect(outsider.code).toBe(5);
    expect(outsider.stderr).toContain("ann@example.org may not judge as tech-lead\nhint: ");
    await approve("design", "--sign", keys.bob);
    await project.commit("AEC-456: approved", {});

    project.git("checkout", "--quiet", "-b", "ann");
    await approve("plan", "--sign", keys.ann);
    await project.commit("AEC-456: the plan is approved", {});

    project.git("checkout", "--quiet", "-b", "bob", "main");
    appendFileSync(file("SYSTEM_DESIGN.md"), "one more part\n");
    await run("record", "AEC-456", "branch", "feature/AEC-456");
    await project.commit("AEC-456: one more part", {});

    await project.checkout("main");
    await project.merge("ann");
    await project.merge("bob");
    const view = JSON.parse(await run("show", "AEC-456", "--json"));
    expect(view.ticket.approvals).toHaveLength(3);
    expect(view.ticket.evidence).toHaveLength(1);
    expect(view.next.missing).toEqual([
      expect.stringMatching(/^SYSTEM_DESIGN\.md has changed since Ada Ünal approved it on /),
    ]);
    await approve("design", "--sign", keys.bob);
    expect(await run("advance", "AEC-456")).toBe(
      "AEC-456 is APPROVED; workflow show AEC-456 says what comes next\n",
    );
  });

  test("take the same step, and repair makes one life of two, with nothing lost", async () => {
    const { project, run, approve, file, keys } = await opened();
    await approve("requirements", "--sign", keys.ann);
    await approve("design", "--sign", keys.bob);
    await approve("plan", "--sign", keys.ann);
    await project.commit("AEC-456: approved", {});
    for (const name of ["ann", "bob"]) {
      project.git("checkout", "--quiet", "-b", name, "main");
      project.git("config", "user.name", name);
      await run("advance", "AEC-456");
      await project.commit(`AEC-456: ${name} moved it on`, {});
    }
    await project.checkout("main");
    await project.merge("ann");
    await project.merge("bob");
    const shown = await workflow(project.folder, ["show", "AEC-456"]);
    expect(shown.code).toBe(2);
    expect(shown.stderr).toMatch(
      /line \d+ says PLANNING to APPROVED, and the ticket was APPROVED\n/,
    );
    const mended = await run("repair", "AEC-456");
    expect(mended).toContain("The step of bob from PLANNING to APPROVED does not follow");
    const text = readFileSync(file("README.md"), "utf8");
    expect(text).toMatch(/\n# set aside: \{ at: .*, from: PLANNING, to: APPROVED, by: "bob", /);
    const { ticket } = JSON.parse(await run("show", "AEC-456", "--json"));
    expect([ticket.state, ticket.history.at(-1).by, ticket.approvals.length]).toEqual([
      "APPROVED",
      "ann",
      3,
    ]);
  });

  test("plan from two epics, and no line that either wrote is lost in the merge", async () => {
    const { project, run, file } = await opened();
    const REQUIREMENTS = "FEATURE_REQUIREMENTS.md";
    await run("plan", "AEC-456", "Members pay late fees by card", "--quiet").catch(() => "");
    await project.commit("AEC-456: planned", {});
    project.git("checkout", "--quiet", "-b", "ann");
    const ours = (mark: string, line: string) => {
      const text = readFileSync(file(REQUIREMENTS), "utf8");
      writeFileSync(file(REQUIREMENTS), text.replace(mark, `${line}\n${mark}`));
    };
    ours("## Scope", "Ann: nobody queues.");
    await project.commit("AEC-456: ann", {});
    project.git("checkout", "--quiet", "-b", "bob", "main");
    ours("## Success metrics", "Bob: and we measure it.");
    await project.commit("AEC-456: bob", {});
    await project.merge("ann");
    await workflow(project.folder, [
      "plan",
      "AEC-456",
      "Members pay late fees by card. Librarians waive them.",
      "--quiet",
    ]);
    const text = readFileSync(file(REQUIREMENTS), "utf8");
    expect(text).toContain("Ann: nobody queues.\n");
    expect(text).toContain("Bob: and we measure it.\n");
    expect(text).toContain("Librarians waive them.");
  });
});

test("the work of a ticket begins and ends with what Git has", async () => {
  const { project, run, approve, keys } = await opened();
  await approve("requirements", "--sign", keys.ann);
  await approve("design", "--sign", keys.bob);
  await approve("plan", "--sign", keys.ann);
  await run("advance", "AEC-456");
  const early = await workflow(project.folder, ["advance", "AEC-456"]);
  expect(early.stderr).toContain("yet: there is no branch feature/AEC-456 in Git\n");
  await project.commit("AEC-456: approved", {});
  project.git("checkout", "--quiet", "-b", "feature/AEC-456");
  await run("advance", "AEC-456");
  await project.commit("AEC-456: returns", { "src/returns.js": "export const days = 30;\n" });
  await run("record", "AEC-456", "code", "src/returns.js");
  await run("record", "AEC-456", "tests", "https://ci.example.org/1");
  await run("advance", "AEC-456");
  for (const kind of ["review", "merge", "deployment"]) {
    await run("record", "AEC-456", kind, "pull request 12");
  }
  const unmerged = await workflow(project.folder, ["advance", "AEC-456"]);
  expect(unmerged.code).toBe(2);
  await project.commit("AEC-456: reviewed", {});
  await project.checkout("main");
  await project.merge("feature/AEC-456");
  expect(await run("advance", "AEC-456")).toContain("AEC-456 is COMPLETE;");
});
