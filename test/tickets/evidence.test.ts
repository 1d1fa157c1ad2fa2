import { describe, expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { stepEvidence } from "../../src/core/step-evidence.ts";
import type { ApprovalName } from "../../src/core/ticket-approval.ts";
import { changeTicket } from "../../src/core/ticket-change.ts";
import type { CodeHost } from "../../src/ports/code-host.ts";
import type { EvidenceKind } from "../../src/schema/ticket.ts";
import { advanceTicket } from "../../src/tickets/advance-ticket.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { judgeDocument } from "../../src/tickets/judge-document.ts";
import { recordEvidence } from "../../src/tickets/record-evidence.ts";
import { showTicket } from "../../src/tickets/show-ticket.ts";
import { waiveRecommendation } from "../../src/tickets/waive-recommendation.ts";
import { fakeClock } from "../fakes/clock.ts";
import { memoryProject } from "../fakes/memory-project.ts";
import { GROUND, NO_REPOSITORY, STEPS } from "../fakes/ticket-ground.ts";
import { request, ticketParts } from "./parts.ts";

const PLACE = { key: "AEC-456" };
const NAMES: readonly ApprovalName[] = ["requirements", "design", "plan"];
const WRITTEN = {
  "FEATURE_REQUIREMENTS.md": "requirements",
  "SYSTEM_DESIGN.md": "design",
  "IMPLEMENTATION_PLAN.md": "plan",
  "COMPLETION_SUMMARY.md": "summary",
};

async function approved(codeHost: CodeHost, epic?: string) {
  const clock = fakeClock();
  const parts = { ...ticketParts(), clock, codeHost };
  await initTicket(request({ epic }), parts);
  await parts.files.write(PLACE, WRITTEN, { replace: true });
  const life = {
    parts,
    advance: async () => {
      clock.advance(1000);
      return await advanceTicket({ ...PLACE, author: "ann" }, parts);
    },
    approve: async (name: ApprovalName) => {
      clock.advance(1000);
      const [role = ""] = STEPS[name].roles;
      const verdict = { document: name, verdict: "approved", role } as const;
      await judgeDocument({ ...PLACE, ...verdict, author: "cy" }, parts);
    },
    record: async (kind: EvidenceKind, note: string) => {
      clock.advance(1000);
      await recordEvidence({ ...PLACE, kind, note, author: "bob" }, parts);
    },
    missing: async () => (await showTicket("AEC-456", parts)).next?.missing,
  };
  await life.advance();
  for (const name of NAMES) await life.approve(name);
  return life;
}

test("the history says what each step rested on", async () => {
  const project = memoryProject();
  await project.commit("AEC-456: begin", {});
  const life = await approved(project.host);
  await life.advance();
  await project.host.startBranch("feature/AEC-456");
  const { ticket } = await life.advance();
  expect(ticket.history.map(({ evidence }) => evidence)).toEqual([
    undefined,
    "the documents are there",
    expect.stringMatching(
      /^requirements approved by cy \([0-9a-f]{8}\); design approved by cy \([0-9a-f]{8}\); plan approved by cy \([0-9a-f]{8}\)$/,
    ),
    expect.stringMatching(/; branch feature\/AEC-456$/),
  ]);
});

test("an approved ticket of which a document was edited goes back to PLANNING and says why", async () => {
  const life = await approved(NO_REPOSITORY);
  await life.advance();
  await life.parts.files.write(PLACE, { "SYSTEM_DESIGN.md": "other" }, { replace: true });
  const { ticket, fallen } = await life.advance();
  expect(fallen).toEqual(["SYSTEM_DESIGN.md has changed since cy approved it on 2026-11-20"]);
  expect([ticket.state, ticket.history.at(-1)?.evidence]).toEqual(["PLANNING", fallen[0]]);
  await life.approve("design");
  expect((await life.advance()).ticket.state).toBe("APPROVED");
});

describe("in a repository", () => {
  test("the work begins on a branch that is there, whatever was recorded", async () => {
    const project = memoryProject();
    await project.commit("begin", {});
    const life = await approved(project.host);
    await life.advance();
    expect(await life.missing()).toEqual(["there is no branch feature/AEC-456 in Git"]);
    await life.record("branch", "feature/returns");
    expect(await life.missing()).toEqual(["there is no branch feature/returns in Git"]);
    await project.host.startBranch("feature/returns");
    expect((await life.advance()).ticket.state).toBe("IN_PROGRESS");
  });

  test("a merge counts when the main branch has the work, and not because somebody says so", async () => {
    const project = memoryProject();
    await project.commit("begin", {});
    await project.host.startBranch("feature/AEC-456");
    const life = await approved(project.host);
    await life.advance();
    await life.advance();
    await project.commit("AEC-456: returns", { "returns.js": "x" });
    const { files } = life.parts;
    const link = { path: "returns.js", at: "2026-11-20T09:00:00.000Z", by: "bob" };
    for (const links of [[link], [link, { ...link, path: "returns.test.js" }]]) {
      const before = String((await files.read(PLACE))["README.md"]);
      await files.update(PLACE, "README.md", { before, after: changeTicket(before, { links }) });
    }
    await life.record("tests", "green");
    await life.advance();
    for (const kind of ["review", "merge", "deployment"] as const) await life.record(kind, "x");
    expect(await life.missing()).toEqual([
      "main has neither the last commit of feature/AEC-456 nor a commit that the merge names",
    ]);
    await project.checkout("main");
    await project.merge("feature/AEC-456");
    const { ticket } = await life.advance();
    expect([ticket.state, ticket.history.at(-1)?.evidence]).toEqual([
      "COMPLETE",
      expect.stringMatching(
        /; code 2 links; tests green; review x; merge x; deployment x; the completion summary is written$/,
      ),
    ]);
  });

  test("a branch that was squashed or removed is merged where the record names a commit", async () => {
    const project = memoryProject();
    await project.commit("begin", {});
    await project.host.startBranch("feature/AEC-456");
    await project.commit("work", {});
    const life = await approved(project.host);
    for (let step = 0; step < 2; step++) await life.advance();
    for (const kind of ["code", "tests"] as const) await life.record(kind, "x");
    await life.advance();
    await project.checkout("main");
    const squashed = await project.commit("AEC-456: all of it", { "returns.js": "x" });
    for (const kind of ["review", "deployment"] as const) await life.record(kind, "x");
    await life.record("merge", "pull request 12, not 0123456");
    expect(await life.missing()).toHaveLength(1);
    await life.record("merge", `pull request 12 as ${squashed}`);
    expect((await life.advance()).ticket.state).toBe("COMPLETE");
  });

  test("that has no main branch, nothing can be merged", async () => {
    const { host } = memoryProject();
    const life = await approved({
      ...host,
      repository: async () => ({
        folder: "",
        branches: [{ name: "feature/AEC-456", commit: "1" }],
        user: {},
      }),
    });
    for (let step = 0; step < 2; step++) await life.advance();
    for (const kind of ["code", "tests"] as const) await life.record(kind, "x");
    await life.advance();
    for (const kind of ["review", "merge", "deployment"] as const) await life.record(kind, "x");
    expect(await life.missing()).toEqual([
      "Git knows no main branch that the work could be merged into",
    ]);
  });
});

const noGit = async () => {
  throw new EpicError("NOT_FOUND", "There is no git");
};

test("without Git on the machine, what was recorded counts", async () => {
  const life = await approved({ ...NO_REPOSITORY, repository: noGit });
  await life.advance();
  await life.record("branch", "elsewhere");
  const { ticket } = await life.advance();
  expect(ticket.history.at(-1)?.evidence).toMatch(/branch elsewhere$/);
});

test("a blocker that no document names stops the approval, and a waiver lets it pass and is remembered", async () => {
  const life = await approved(NO_REPOSITORY, "latest");
  const named = "requirements `po-window` `arch-states`";
  await life.parts.files.write(PLACE, { "SYSTEM_DESIGN.md": named }, { replace: true });
  await life.approve("design");
  expect(await life.missing()).toEqual(["sec-proof blocks, and no document names it"]);
  const waiver = { recommendation: "sec-proof", reason: "a pilot", until: "2026-12-31" };
  await waiveRecommendation({ ...PLACE, ...waiver, author: "dee" }, life.parts);
  const { blockers } = await showTicket("AEC-456", life.parts);
  expect(blockers).toEqual([
    { id: "po-window", stands: "named" },
    { id: "arch-states", stands: "named" },
    { id: "sec-proof", stands: "waived", until: "2026-12-31" },
  ]);
  const { ticket } = await life.advance();
  expect(ticket.history.at(-1)?.evidence).toMatch(/; sec-proof waived until 2026-12-31$/);
});

test("one link is one", async () => {
  const life = await approved(NO_REPOSITORY);
  const { ticket } = await showTicket("AEC-456", life.parts);
  const links = [{ path: "a.js", at: ticket.createdAt, by: "bob" }];
  const content = { ticket: { ...ticket, links }, texts: {} };
  expect(stepEvidence({ needs: ["code"] }, content, GROUND)).toBe("code 1 link");
});
