import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

import { changeTicket, type TicketChange } from "../../src/core/ticket-change.ts";
import { readTicket, writeTicket } from "../../src/core/ticket-record.ts";
import { type Link, type Ticket, ticketSchema } from "../../src/schema/ticket.ts";

const at = "2026-11-20T09:00:00.000Z";
const TICKET: Ticket = {
  schemaVersion: "2.0",
  ticket: "AEC-456",
  title: "Returns",
  state: "CREATED",
  createdAt: at,
  documents: ["INDEX.md"],
  history: [{ at, from: null, to: "CREATED", by: "ann" }],
  approvals: [],
  evidence: [],
  links: [],
  blocking: [],
  waivers: [],
};
const README = `---\n${writeTicket(TICKET)}\n---\n\n# Returns\n`;

const STEP: TicketChange = {
  state: "PLANNING",
  history: [{ at, from: "CREATED", to: "PLANNING", by: "bob" }],
};
const approval = (by: string) => ({
  approvals: [
    {
      document: "SYSTEM_DESIGN.md" as const,
      verdict: "approved" as const,
      role: "tech-lead",
      hash: "a".repeat(64),
      at,
      by,
    },
  ],
});
const record = (note: string) => ({ evidence: [{ kind: "branch" as const, note, at, by: "bob" }] });

/** Lines of the second text that the first does not have, and the other way round. */
function difference(before: string, after: string) {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return {
    gone: old.filter((line) => !now.includes(line)),
    come: now.filter((line) => !old.includes(line)),
  };
}

test("a step changes one line and adds one", () => {
  const after = changeTicket(README, STEP);
  expect(difference(README, after)).toEqual({
    gone: ["state: CREATED"],
    come: ["state: PLANNING", `  - { at: ${at}, from: CREATED, to: PLANNING, by: "bob" }`],
  });
  expect(readTicket(after)).toEqual({
    ...TICKET,
    state: "PLANNING",
    history: [...TICKET.history, ...(STEP.history ?? [])],
  });
});

test("the first approval brings its list, the next one comes below it", () => {
  const once = changeTicket(README, approval("cy"));
  expect(difference(README, once)).toMatchObject({
    gone: [],
    come: ["approvals:", expect.anything()],
  });
  const twice = changeTicket(once, approval("di"));
  expect(difference(once, twice)).toMatchObject({
    gone: [],
    come: [expect.stringContaining('"di"')],
  });
  expect(readTicket(twice).approvals.map(({ by }) => by)).toEqual(["cy", "di"]);
});

const link = (path: string, rest: Partial<Link> = {}): Link => ({ path, ...rest, at, by: "eve" });

test("links come and go line by line, and the others stay as they are written", () => {
  const [a, b, c] = [link("src/a.ts"), link("src/b ü.ts", { requirement: "FR-1" }), link("c.ts")];
  const linked = changeTicket(README, { links: [a, b] });
  expect(difference(README, linked)).toEqual({
    gone: [],
    come: [
      "links:",
      `  - { path: "src/a.ts", at: ${at}, by: "eve" }`,
      `  - { path: "src/b ü.ts", requirement: FR-1, at: ${at}, by: "eve" }`,
    ],
  });
  const commented = linked.replace('  - { path: "src/b', '  # ours\n  - { path: "src/b');
  const changed = changeTicket(commented, { links: [b, c] });
  expect(difference(commented, changed)).toEqual({
    gone: [`  - { path: "src/a.ts", at: ${at}, by: "eve" }`],
    come: [`  - { path: "c.ts", at: ${at}, by: "eve" }`],
  });
  expect(readTicket(changed).links).toEqual([b, c]);
  expect(changeTicket(changed, { links: [] })).toBe(
    README.replace("\n---\n\n", "\n  # ours\n---\n\n"),
  );
  expect(changeTicket(README, { links: [] })).toBe(README);
});

test("links on the line of their key are written out", () => {
  const full = link("a.ts#b", { symbol: 'c"d', commit: "a".repeat(40) });
  const [line = ""] = changeTicket(README, { links: [full] }).match(/\{ path.*\}/) ?? [];
  const readme = README.replace("history:", `links: [${line}]\nhistory:`);
  expect(readTicket(readme).links).toEqual([full]);
  expect(readTicket(changeTicket(readme, { links: [link("x")] })).links).toEqual([link("x")]);
  expect(changeTicket(readme, { links: [] })).toBe(README);
  const empty = README.replace("history:", "links: []\nhistory:");
  expect(readTicket(changeTicket(empty, { links: [link("x")] })).links).toEqual([link("x")]);
});

test("what people and tools wrote around it stays, down to the line endings", () => {
  const readme = README.replace("state:", "# ours\nlabels: [a]\nstate:")
    .replace("  - { at", "- { at")
    .replaceAll("\n", "\r\n");
  const after = changeTicket(readme, { ...STEP, ...approval("cy"), ...record("x") });
  expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  expect(difference(readme, after).gone).toEqual(["state: CREATED\r"]);
  expect(after).toContain("\r\n- { at: 2026-11-20T09:00:00.000Z, from: CREATED");
  expect(ticketSchema.parse(parseYaml(after.split("---")[1] ?? ""))).toEqual(readTicket(after));
});

test("a list on the line of its key is written out", () => {
  const readme = README.replace("history:\n  - {", "evidence: []\nhistory: [{").replace(
    '"ann" }\n',
    '"ann" }]\n',
  );
  const after = changeTicket(readme, { ...STEP, ...record("feature/AEC-456") });
  expect(readTicket(after).history).toHaveLength(2);
  expect(readTicket(after).evidence).toHaveLength(1);
  expect(after).not.toMatch(/\[/);
});

test("the epic and what blocks are set where they are, or below the state", () => {
  const first = changeTicket(README, { epic: "epic-1", blocking: ["sec-pci"] });
  expect(difference(README, first)).toEqual({
    gone: [],
    come: ['epic: "epic-1"', 'blocking: ["sec-pci"]'],
  });
  const listed = first.replace('blocking: ["sec-pci"]', "blocking:\n  - sec-pci\n  - po-x");
  const second = changeTicket(listed, { epic: "epic-2", blocking: [] });
  expect(difference(listed, second)).toEqual({
    gone: ['epic: "epic-1"', "blocking:", "  - sec-pci", "  - po-x"],
    come: ['epic: "epic-2"', "blocking: []"],
  });
});

test("any changes, one after the other, add up and are read by YAML as by us", () => {
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
  const change = fc.oneof(
    text.map((by) => approval(by)),
    text.map((note) => record(note)),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      const after = changes.reduce<string>((readme, one) => changeTicket(readme, one), README);
      const all = (key: "approvals" | "evidence") =>
        changes.flatMap((one: TicketChange): unknown[] => one[key] ?? []);
      const ticket = readTicket(after);
      expect([ticket.approvals, ticket.evidence]).toEqual([all("approvals"), all("evidence")]);
      expect(ticketSchema.parse(parseYaml(after.split(/^---$/m)[1] ?? ""))).toEqual(ticket);
    }),
  );
});
