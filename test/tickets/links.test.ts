import { describe, expect, test } from "vitest";

import { memorySourceFiles } from "../../src/adapters/memory/source-files.ts";
import { readTicket } from "../../src/core/ticket-record.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { linkCode, type LinkParts } from "../../src/tickets/link-code.ts";
import { unlinkCode } from "../../src/tickets/unlink-code.ts";
import { memoryProject } from "../fakes/memory-project.ts";
import { request, ticketParts } from "./parts.ts";

const REQUIREMENTS = "| FR-1 | opens a return | P0 | ann |\n- [ ] **AC-1** (FR-1): it opens\n";

async function project(texts: Record<string, string> = {}) {
  const parts = ticketParts();
  await initTicket(request(), parts);
  const place = { key: "AEC-456" };
  const { "FEATURE_REQUIREMENTS.md": before = "" } = await parts.files.read(place);
  await parts.files.update(place, "FEATURE_REQUIREMENTS.md", { before, after: REQUIREMENTS });
  const bench = memoryProject();
  const files = { "src/a.ts": "function open() {}", "src/b#c.ts": "x", ...texts };
  const commit = await bench.commit("First", files);
  const link: LinkParts = { ...parts, code: bench.host, sources: memorySourceFiles(files) };
  const readme = async () => (await parts.files.read(place))["README.md"] ?? "";
  return { parts: link, commit, readme };
}

const asked = (targets: readonly string[], requirement?: string) => ({
  key: "AEC-456",
  targets,
  requirement,
  author: "ann",
});

test("links are kept in the record with the commit, and shown in the README", async () => {
  const { parts, commit, readme } = await project();
  const targets = ["src/a.ts#open", "src", "src/b#c.ts"];
  const { linked, ticket } = await linkCode(asked(targets, "FR-1"), parts);
  const at = new Date(parts.clock.now()).toISOString();
  const rest = { requirement: "FR-1", commit, at, by: "ann" };
  expect(linked).toEqual([
    { path: "src/a.ts", symbol: "open", ...rest },
    { path: "src", ...rest },
    { path: "src/b#c.ts", ...rest },
  ]);
  expect(readTicket(await readme())).toEqual(ticket);
  expect(ticket.links).toEqual(linked);
  expect(await readme()).toContain("| FR-1 | [`src/a.ts#open`](../../../src/a.ts), [`src`](");
});

test("linking again renews a link, and does not double it", async () => {
  const { parts } = await project();
  await linkCode(asked(["src/a.ts"], "FR-1"), parts);
  await linkCode(asked(["src/a.ts"], "AC-1"), parts);
  const { ticket } = await linkCode({ ...asked(["src/a.ts"], "FR-1"), author: "bob" }, parts);
  expect(ticket.links.map(({ requirement, by }) => [requirement, by])).toEqual([
    ["AC-1", "ann"],
    ["FR-1", "bob"],
  ]);
});

describe("nothing is written for", () => {
  test.each([
    [["src/none.ts"], undefined, "NOT_FOUND", "There is no src/none.ts in the repository"],
    [["src/none.ts#open"], undefined, "NOT_FOUND", "There is no src/none.ts in the repository"],
    [["src/a.ts", "src/a.ts#opne"], undefined, "NOT_FOUND", 'There is no "opne" in src/a.ts'],
    [["src/a.ts#"], undefined, "NOT_FOUND", 'There is no "" in src/a.ts'],
    [["src#open"], undefined, "NOT_FOUND", 'There is no "open" in src'],
    [["../a.ts"], undefined, "INVALID_INPUT", '"../a.ts" lies outside of the repository'],
    [["."], undefined, "INVALID_INPUT", '"." cannot be linked'],
    [
      ["src/a.ts"],
      "FR-2",
      "NOT_FOUND",
      'There is no requirement "FR-2" in .ai/workflow/AEC-456/FEATURE_REQUIREMENTS.md',
    ],
  ] as const)("%j for %s", async (targets, requirement, code, message) => {
    const { parts, readme } = await project();
    const before = await readme();
    await expect(linkCode(asked(targets, requirement), parts)).rejects.toMatchObject({
      code,
      message,
    });
    expect(await readme()).toBe(before);
  });
});

test("a folder, a name, or a requirement says which links are taken out", async () => {
  const { parts } = await project();
  await linkCode(asked(["src/a.ts#open", "src/a.ts"], "FR-1"), parts);
  await linkCode(asked(["src/a.ts", "src"]), parts);
  const one = await unlinkCode(asked(["src/a.ts#open"]), parts);
  expect(one.ticket.links).toHaveLength(3);
  const two = await unlinkCode(asked(["src/a.ts"], "FR-1"), parts);
  expect(two.unlinked).toMatchObject([{ path: "src/a.ts", requirement: "FR-1" }]);
  const { ticket } = await unlinkCode(asked(["src/a.ts", "src"]), parts);
  expect(ticket.links).toEqual([]);
  await expect(unlinkCode(asked(["src"]), parts)).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: 'AEC-456 has no such link to "src"',
  });
});
