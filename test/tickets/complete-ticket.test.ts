import { resolve } from "node:path";

import { expect, test } from "vitest";

import { memorySourceFiles } from "../../src/adapters/memory/source-files.ts";
import { changeTicket } from "../../src/core/ticket-change.ts";
import { completeTicket } from "../../src/tickets/complete-ticket.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { linkCode } from "../../src/tickets/link-code.ts";
import { memoryProject } from "../fakes/memory-project.ts";
import { request, ticketParts } from "./parts.ts";

const PLACE = { key: "AEC-456" };
const FILES = { "app/src/a.ts": "a\nb\n", "app/tests/a.test.ts": "t\n" };
const at = (day: number) => `2026-12-${String(day).padStart(2, "0")}T09:00:00.000Z`;

const step = (
  from: "CREATED" | "PLANNING" | "APPROVED",
  to: "PLANNING" | "APPROVED" | "IN_PROGRESS",
  day: number,
) => ({
  at: at(day),
  from,
  to,
  by: "ann",
});
const note = (kind: "merge" | "tests" | "deployment", text: string) => ({
  kind,
  note: text,
  at: at(9),
  by: "bob",
});

async function worked() {
  const parts = ticketParts();
  await initTicket(request({ title: "Returns", epic: "epic-1" }), parts);
  const bench = memoryProject();
  await bench.commit("Before", { "README.md": "x" });
  await bench.commit("AEC-456: code", FILES);
  await bench.commit("AEC-456: more", { "app/src/a.ts": "a\nc\n", ".ai/workflow/x.md": "x" });
  const edit = async (file: string, change: (text: string) => string) => {
    const before = (await parts.files.read(PLACE))[file] ?? "";
    await parts.files.update(PLACE, file, { before, after: change(before) });
  };
  await edit("FEATURE_REQUIREMENTS.md", () => {
    return "| FR-1 | opens \\| returns | P0 | ann |\n| FR-2 | closes | P1 | ann |\n- [x] **AC-1** (FR-1): opens\n";
  });
  await edit("README.md", (text) =>
    changeTicket(text, {
      state: "IN_PROGRESS",
      history: [
        step("CREATED", "PLANNING", 1),
        step("PLANNING", "APPROVED", 2),
        step("APPROVED", "IN_PROGRESS", 3),
      ],
      evidence: [note("tests", "ci/7"), note("merge", "PR *9*")],
      waivers: [
        { recommendation: "sec-a", reason: "later", until: "2027-01-31", at: at(4), by: "cy" },
      ],
    }),
  );
  const code = bench.host;
  const links = { ...parts, code, sources: memorySourceFiles(FILES) };
  const link = async (target: string) =>
    await linkCode(
      { key: "AEC-456", targets: [target], requirement: "FR-1", author: "ann" },
      links,
    );
  await link("app/src/a.ts");
  await link("app/tests/a.test.ts");
  const summary = async () => (await parts.files.read(PLACE))["COMPLETION_SUMMARY.md"] ?? "";
  return { parts: { ...parts, codeHost: code }, edit, summary };
}

test("the summary holds what Git, the record and the documents tell", async () => {
  const { parts, summary } = await worked();
  const result = await completeTicket("AEC-456", parts);
  expect(result).toMatchObject({
    changed: true,
    commits: 2,
    requirements: { yes: 1, partly: 0, no: 1 },
  });
  await expect(await summary()).toMatchFileSnapshot(
    resolve(import.meta.dirname, "golden/completed/COMPLETION_SUMMARY.md"),
  );
  expect(await completeTicket("AEC-456", parts)).toMatchObject({ changed: false });
});

test("what people wrote stays, and facts follow what happens later", async () => {
  const { parts, edit, summary } = await worked();
  await edit("COMPLETION_SUMMARY.md", (text) =>
    text
      .replace(
        "[[fill: two or three sentences for somebody who knows nothing of the ticket]]",
        "Ours",
      )
      .replace(/- \*\*Merged:\*\* .*/, "- **Merged:** by hand"),
  );
  await completeTicket("AEC-456", parts);
  expect(await summary()).toContain("Ours");
  expect(await summary()).toContain("- **Merged:** by hand\n- **Tested:** ci/7 (bob, 2026-12-09)");
  await edit("FEATURE_REQUIREMENTS.md", (text) =>
    text.replace("| FR-2 | closes | P1 | ann |\n", ""),
  );
  expect(await completeTicket("AEC-456", parts)).toMatchObject({
    changed: true,
    requirements: { yes: 1, no: 0 },
  });
  expect(await summary()).not.toContain("FR-2");
});

test("before the work has begun there is nothing to sum up", async () => {
  const parts = ticketParts();
  await initTicket(request(), parts);
  await expect(completeTicket("AEC-456", parts)).rejects.toMatchObject({
    code: "ILLEGAL_TRANSITION",
    message: "AEC-456 is CREATED: there is nothing to sum up",
  });
});

test("outside of a repository there are no commits", async () => {
  const { parts } = await worked();
  const codeHost = { ...parts.codeHost, repository: async () => undefined };
  expect(await completeTicket("AEC-456", { ...parts, codeHost })).toMatchObject({ commits: 0 });
});
