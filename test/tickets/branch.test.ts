import { resolve } from "node:path";

import { expect, test } from "vitest";

import { memorySourceFiles } from "../../src/adapters/memory/source-files.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { linkCode } from "../../src/tickets/link-code.ts";
import { describePullRequest } from "../../src/tickets/pull-request.ts";
import { startTicketBranch } from "../../src/tickets/start-branch.ts";
import { memoryProject } from "../fakes/memory-project.ts";
import { request, ticketParts } from "./parts.ts";

const FILES = { "src/a.ts": "function open() {}", "tests/a.ts": "x", "infra/main.tf": "" };
const REQUIREMENTS = `
| FR-1 | opens a return | P0 | ann |
| FR-2 | closes it | P1 | ann |
- [x] **AC-1** (FR-1): it opens
- [ ] **AC-2**: it closes
`;

async function project() {
  const parts = ticketParts();
  await initTicket(request({ title: "Returns | online", epic: "epic-1" }), parts);
  const place = { key: "AEC-456" };
  const { "FEATURE_REQUIREMENTS.md": before = "" } = await parts.files.read(place);
  await parts.files.update(place, "FEATURE_REQUIREMENTS.md", { before, after: REQUIREMENTS });
  const bench = memoryProject();
  await bench.commit("First", FILES);
  return { bench, parts: { ...parts, code: bench.host, sources: memorySourceFiles(FILES) } };
}

const ask = { key: "AEC-456", author: "ann" };

test("the branch of a ticket is started and noted once", async () => {
  const { bench, parts } = await project();
  const first = await startTicketBranch(ask, parts);
  expect(first).toMatchObject({ branch: "feature/AEC-456", started: true });
  expect(await bench.host.repository()).toMatchObject({ branch: "feature/AEC-456" });
  const again = await startTicketBranch(ask, parts);
  expect(again.started).toBe(false);
  expect(again.ticket.evidence).toMatchObject([{ kind: "branch", note: "feature/AEC-456" }]);
});

test("a branch that is somewhere else is not started a second time", async () => {
  const { bench, parts } = await project();
  await startTicketBranch(ask, parts);
  await bench.checkout("main");
  await expect(startTicketBranch(ask, parts)).rejects.toMatchObject({
    message: "The branch feature/AEC-456 already exists",
    hint: "check it out with git checkout feature/AEC-456",
  });
});

test("a project without a repository has no branches", async () => {
  const { bench, parts } = await project();
  const code = { ...bench.host, repository: async () => undefined };
  await expect(startTicketBranch(ask, { ...parts, code })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a pull request tells what a reviewer needs", async () => {
  const { bench, parts } = await project();
  await startTicketBranch(ask, parts);
  const link = (targets: readonly string[], requirement?: string) =>
    linkCode({ key: "AEC-456", targets, requirement, author: "ann" }, parts);
  await link(["src/a.ts#open", "tests/a.ts"], "FR-1");
  await link(["infra"]);
  await bench.commit("AEC-456: open *returns*", { "src/a.ts": "function open() { }" });
  const { title, body } = await describePullRequest("AEC-456", parts);
  expect(title).toBe("AEC-456: Returns | online");
  await expect(body).toMatchFileSnapshot(resolve(import.meta.dirname, "golden/pull-request.md"));
});

test("a ticket of which nothing is known yet has a pull request of a line", async () => {
  const parts = ticketParts();
  await initTicket(request(), parts);
  const code = memoryProject().host;
  expect(await describePullRequest("AEC-456", { ...parts, code })).toEqual({
    title: "AEC-456",
    body: "Documents: `.ai/workflow/AEC-456/` · state: CREATED\n",
  });
});
