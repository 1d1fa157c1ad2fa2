import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

import { FrontMatterFault } from "../../src/core/front-matter.ts";
import { readTicket, writeTicket } from "../../src/core/ticket-record.ts";
import { type Ticket, ticketSchema, TITLE_LENGTH } from "../../src/schema/ticket.ts";

const TICKET: Ticket = {
  schemaVersion: "2.0",
  ticket: "AEC-456",
  title: "Returns",
  state: "PLANNING",
  team: "TEAM-A",
  epic: "epic-1",
  createdAt: "2026-11-20T09:00:00.000Z",
  documents: ["FEATURE_REQUIREMENTS.md", "INDEX.md"],
  history: [
    { at: "2026-11-20T09:00:00.000Z", from: null, to: "CREATED", by: "ann" },
    { at: "2026-11-21T09:00:00.000Z", from: "CREATED", to: "PLANNING", by: "bob" },
  ],
  approvals: [
    {
      document: "FEATURE_REQUIREMENTS.md",
      verdict: "rejected",
      role: "stakeholder",
      hash: "0".repeat(64),
      at: "2026-11-22T09:00:00.000Z",
      by: "cy",
      reason: "No: too much",
    },
  ],
  evidence: [
    { kind: "branch", note: "feature/AEC-456", at: "2026-11-23T09:00:00.000Z", by: "bob" },
  ],
  links: [
    {
      path: "src/returns ü.ts",
      symbol: "open",
      requirement: "FR-1",
      commit: "0".repeat(40),
      at: "2026-11-24T09:00:00.000Z",
      by: "bob",
    },
  ],
  blocking: ["sec-pci"],
  waivers: [
    {
      recommendation: "sec-pci",
      until: "2026-12-31",
      reason: "no cards before the next release",
      at: "2026-11-24T09:00:00.000Z",
      by: "cy",
    },
  ],
};

const { team: _team, epic: _epic, ...REST } = TICKET;
const SMALLEST: Ticket = {
  ...REST,
  approvals: [],
  evidence: [],
  links: [],
  blocking: [],
  waivers: [],
};

function faultOf(text: string): FrontMatterFault {
  try {
    readTicket(text);
  } catch (error) {
    if (error instanceof FrontMatterFault) return error;
    throw error;
  }
  throw new Error("It was read");
}

const readme = (frontMatter: string) => `---\n${frontMatter}\n---\n\n# Returns\n`;
const written = readme(writeTicket(TICKET));

test("a ticket is written for people, one line per event", () => {
  expect(writeTicket(TICKET)).toBe(
    [
      'schemaVersion: "2.0"',
      "ticket: AEC-456",
      'title: "Returns"',
      "state: PLANNING",
      "team: TEAM-A",
      'epic: "epic-1"',
      "createdAt: 2026-11-20T09:00:00.000Z",
      "documents:",
      "  - FEATURE_REQUIREMENTS.md",
      "  - INDEX.md",
      "history:",
      '  - { at: 2026-11-20T09:00:00.000Z, from: null, to: CREATED, by: "ann" }',
      '  - { at: 2026-11-21T09:00:00.000Z, from: CREATED, to: PLANNING, by: "bob" }',
      "approvals:",
      `  - { at: 2026-11-22T09:00:00.000Z, document: FEATURE_REQUIREMENTS.md, verdict: rejected, role: stakeholder, by: "cy", hash: "${"0".repeat(64)}", reason: "No: too much" }`,
      "evidence:",
      '  - { at: 2026-11-23T09:00:00.000Z, kind: branch, note: "feature/AEC-456", by: "bob" }',
      "waivers:",
      '  - { at: 2026-11-24T09:00:00.000Z, recommendation: "sec-pci", until: "2026-12-31", by: "cy", reason: "no cards before the next release" }',
      "links:",
      `  - { path: "src/returns ü.ts", symbol: "open", requirement: FR-1, commit: "${"0".repeat(40)}", at: 2026-11-24T09:00:00.000Z, by: "bob" }`,
      'blocking: ["sec-pci"]',
    ].join("\n"),
  );
});

test("any ticket is read back as it was written, whatever its title and people hold", () => {
  const text = fc
    .string({ unit: "binary", minLength: 1, maxLength: TITLE_LENGTH })
    .filter((title) => title.trim() !== "" && title.length <= TITLE_LENGTH);
  const nasty = fc.constantFrom(
    'a "b": c',
    "{{title}}",
    "---\n# x",
    "עברית \u202E abc",
    "- [ ] | x",
  );
  const ticket = fc.record({
    title: fc.oneof(text, nasty),
    by: fc.oneof(text, nasty),
    epic: fc.oneof(text, fc.constant(undefined)),
    reason: fc.oneof(text, nasty),
  });
  fc.assert(
    fc.property(ticket, ({ title, by, epic, reason }) => {
      const [rejection] = TICKET.approvals;
      const [record] = TICKET.evidence;
      const whole: Ticket = {
        ...SMALLEST,
        title,
        state: "CREATED",
        history: [{ at: TICKET.createdAt, from: null, to: "CREATED", by }],
        ...(epic === undefined ? {} : { epic }),
        ...(rejection ? { approvals: [{ ...rejection, by, reason }] } : {}),
        ...(record ? { evidence: [{ ...record, by, note: reason }] } : {}),
      };
      const yaml = writeTicket(whole);
      expect(yaml.split("\n")).toHaveLength(epic === undefined ? 14 : 15);
      expect(readTicket(readme(yaml))).toEqual(whole);
      expect(ticketSchema.parse(parseYaml(yaml))).toEqual(whole);
    }),
  );
});

test("lists that are empty are not written", () => {
  const state = { state: "CREATED", history: TICKET.history.slice(0, 1) } as const;
  const yaml = writeTicket({ ...SMALLEST, ...state, history: [...state.history] });
  expect(yaml.split("\n")).toHaveLength(10);
  expect(readTicket(readme(yaml))).toMatchObject({ approvals: [], evidence: [] });
});

test.each([
  ["state: PLANNING", "state: COMPLETE", 5, "says COMPLETE, and the history ends with PLANNING"],
  ["to: PLANNING", "to: REVIEW", 14, "says CREATED to REVIEW, and the ticket was CREATED"],
  ["from: CREATED", "from: REVIEW", 14, "says REVIEW to PLANNING, and the ticket was CREATED"],
  ["from: null", "from: CREATED", 13, "says CREATED to CREATED, and the ticket was not there"],
])("a life that cannot have been is explained: %j became %j", (before, after, line, problem) => {
  const fault = faultOf(written.replace(before, after));
  expect([fault.line, fault.message]).toEqual([line, problem]);
});

test("a history on one line is judged too", () => {
  const at = TICKET.createdAt;
  const text = readme(writeTicket(TICKET)).replace(
    /history:\n.*\n.*\n/,
    `history: [{ at: ${at}, from: null, to: PLANNING, by: x }]\n`,
  );
  expect(faultOf(text).line).toBe(12);
});

test("keys of the team's own are left alone", () => {
  const text = written.replace("state:", "labels: [a, b]\nstate:");
  expect(readTicket(text)).toEqual(TICKET);
});

test.each([
  ["state: PLANNING", "state: DONE", 5, "does not fit: state must be CREATED, PLANNING, "],
  ["state: PLANNING", "", 1, "begins front matter without state"],
  ["ticket: AEC-456", "ticket: aec", 3, 'does not fit: ticket must look like AEC-456, not "aec"'],
  ['title: "Returns"', "title: ' '", 4, "does not fit: title must not be empty or blank"],
  ['title: "Returns"', "title: a: b", 4, "needs quotes around a: b"],
  ["  - INDEX.md", "  - NOTES.md", 11, "does not fit: documents.1 must be FEATURE_REQUIREMENTS.md"],
  ["to: PLANNING", "to: PLANED", 14, "does not fit: history.1.to must be CREATED"],
  ["from: CREATED, ", "", 14, "does not fit: history.1.from must be"],
  ["createdAt: 2026-11-20T", "createdAt: 2026-13-20T", 8, "does not fit: createdAt"],
  ["documents:\n", "documents: []\nx:\n", 9, "does not fit: documents must have 1 or more entries"],
  ["documents:\n", "documents: [X.md]\nx:\n", 9, "does not fit: documents.0 must be FEATURE"],
])("%j changed to %j is explained with its line", (before, after, line, problem) => {
  const fault = faultOf(written.replace(before, after));
  expect([fault.line, fault.message]).toEqual([line, expect.stringContaining(problem)]);
});

test("of several faults the first is told", () => {
  const fault = faultOf(written.replace("AEC-456", "x").replace("state: PLANNING", "state: x"));
  expect([fault.line, fault.message]).toEqual([3, expect.stringContaining("does not fit: ticket")]);
});

test("a text without front matter is no ticket", () => {
  expect(faultOf("# Returns").message).toBe("is not ---, which begins front matter");
});
