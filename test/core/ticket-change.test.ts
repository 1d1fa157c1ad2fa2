import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

import { changeTicket, type TicketChange } from "../../src/core/ticket-change.ts";
import { readTicket, writeTicket } from "../../src/core/ticket-record.ts";
import { type Ticket, ticketSchema } from "../../src/schema/ticket.ts";

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
