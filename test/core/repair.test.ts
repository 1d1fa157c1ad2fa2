import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { FrontMatterFault } from "../../src/core/front-matter.ts";
import { repairReadme } from "../../src/core/repair/repair-record.ts";
import { readTicket, writeTicket } from "../../src/core/ticket-record.ts";
import { type Ticket, ticketSchema } from "../../src/schema/ticket.ts";

const at = (minute: number) => `2026-11-20T09:${String(minute).padStart(2, "0")}:00.000Z`;
const FACTS = { key: "AEC-456", team: undefined, at: at(59), by: "mender" };
const TICKET: Ticket = ticketSchema.parse({
  schemaVersion: "2.0",
  ticket: "AEC-456",
  title: "Returns",
  state: "PLANNING",
  epic: "epic-1",
  createdAt: at(0),
  documents: ["FEATURE_REQUIREMENTS.md", "INDEX.md"],
  history: [
    { at: at(0), from: null, to: "CREATED", by: "ann" },
    { at: at(1), from: "CREATED", to: "PLANNING", by: "bob" },
  ],
  evidence: [{ kind: "branch", note: "feature/AEC-456", at: at(2), by: "bob" }],
  blocking: ["sec-pci"],
});
const RECORD = writeTicket(TICKET);
const BODY = "# AEC-456: Returns\n\nWhat people wrote.\n";
const README = `---\n${RECORD}\n---\n\n${BODY}`;
const repair = (text: string) => repairReadme(text, FACTS);

const STEP = (minute: number, by: string, from = "PLANNING", to = "APPROVED") =>
  `  - { at: ${at(minute)}, from: ${from}, to: ${to}, by: "${by}" }`;
const withSteps = (...steps: string[]) =>
  README.replace("\nevidence:", `\n${steps.join("\n")}\nevidence:`);

test("a record that can be read says the same after a repair", () => {
  const { text, notes } = repair(README);
  expect([text, notes]).toEqual([README, []]);
});

describe("what two branches added", () => {
  test("is put together by time, as a merge by lines leaves it, and the state follows", () => {
    const union = withSteps(STEP(5, "cy"), STEP(9, "ann", "APPROVED", "PLANNING")).replace(
      "state: PLANNING",
      "state: APPROVED\nstate: PLANNING",
    );
    const { text, notes } = repair(union);
    expect(readTicket(text)).toMatchObject({ state: "PLANNING" });
    expect(notes).toEqual(["The state said APPROVED, and the history leads to PLANNING."]);
  });

  test("twice is one step, and the other one is kept as a comment", () => {
    const { text, notes } = repair(
      withSteps(STEP(5, "cy"), STEP(7, "dee")).replace("state: PLANNING", "state: APPROVED"),
    );
    expect(readTicket(text).history.map(({ by }) => by)).toEqual(["ann", "bob", "cy"]);
    expect(text).toContain(
      `# set aside: { at: ${at(7)}, from: PLANNING, to: APPROVED, by: "dee" }`,
    );
    expect(notes).toEqual([
      "The step of dee from PLANNING to APPROVED does not follow from those before: it is a comment now.",
    ]);
  });

  test("by hand, and jumps, is no step", () => {
    const { text } = repair(withSteps(STEP(5, "eve", "PLANNING", "COMPLETE")));
    expect(readTicket(text).state).toBe("PLANNING");
    expect(text).toContain("# set aside: ");
  });

  test("as two beginnings is one", () => {
    const { text, notes } = repair(withSteps(STEP(8, "eve", "null", "CREATED")));
    expect(readTicket(text).history).toEqual(TICKET.history);
    expect(notes[0]).toContain("The step of eve from nothing to CREATED does not follow");
  });

  test("and Git could not merge, is all there, without what it came from", () => {
    const conflict = [
      "<<<<<<< HEAD",
      `  - { at: ${at(3)}, kind: code, note: "ours", by: "ann" }`,
      "||||||| base",
      `  - { at: ${at(3)}, kind: code, note: "before", by: "ann" }`,
      "=======",
      `  - { at: ${at(4)}, kind: tests, note: "theirs", by: "bob" }`,
      ">>>>>>> feature/AEC-456",
    ];
    const text = README.replace("\nblocking:", `\n${conflict.join("\n")}\nblocking:`);
    const repaired = repair(text.replaceAll("\n", "\r\n"));
    expect(readTicket(repaired.text).evidence.map(({ note }) => note)).toEqual([
      "feature/AEC-456",
      "ours",
      "theirs",
    ]);
    expect(repaired.notes).toEqual(["Git had left both sides of a merge."]);
    expect(repaired.text.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

test.each([
  [
    "its end",
    README.replace("\n---\n\n#", "\n\n#"),
    "The line --- that ends the record was missing.",
  ],
  ["its last lines", README.slice(0, README.indexOf("evidence:")), "The line --- that ends"],
  ["its state", README.replace("state: PLANNING\n", ""), undefined],
  ["its schema", README.replace('schemaVersion: "2.0"\n', ""), undefined],
  ["its documents", README.replace(/documents:\n.*\n.*\n/, ""), undefined],
  ["its title", README.replace('title: "Returns"\n', ""), undefined],
  ["its birthday", README.replace(/createdAt: .*\n/, ""), undefined],
])("a record that lost %s is the same again", (_what, text, note) => {
  const repaired = repair(text);
  expect(readTicket(repaired.text)).toMatchObject({ title: "Returns", state: "PLANNING" });
  expect(readTicket(repaired.text).history).toEqual(TICKET.history);
  expect(repaired.notes[0] ?? "").toContain(note ?? "");
});

test("a README without a record, or an empty one, begins anew and keeps its text", () => {
  for (const text of [BODY, "", "\uFEFF# AEC-456: Returns\n"]) {
    const { text: repaired, notes } = repair(text);
    expect(readTicket(repaired)).toMatchObject({ state: "CREATED", ticket: "AEC-456" });
    expect(readTicket(repaired).history).toHaveLength(1);
    expect(repaired.endsWith(text.replace("\uFEFF", ""))).toBe(true);
    expect(notes).toEqual([
      "There was no record at the top.",
      "No history was left: it begins anew.",
    ]);
  }
  expect(readTicket(repair("# AEC-456: ").text).title).toBe("AEC-456");
});

test("what cannot be understood stays as a comment, and the team's own keys stay", () => {
  const text = README.replace(
    "state: PLANNING",
    "# ours\nlabels: [a]\n  and: more\nlabels: [b]\nstate: DONE\ntitle: Other\nhistory: [\nnonsense",
  ).replace('by: "bob" }\nblocking', 'by: "bo\nblocking');
  const { text: repaired, notes } = repair(text);
  expect(readTicket(repaired)).toMatchObject({ state: "PLANNING", title: "Returns", evidence: [] });
  expect(repaired).toContain("\n# ours\nlabels: [a]\n  and: more\n");
  for (const line of ["labels: [b]", "state: DONE", "title: Other", "history: [", "nonsense"]) {
    expect(repaired).toContain(`\n# set aside: ${line}\n`);
  }
  expect(repaired).toMatch(/\n# set aside: - \{ at: .* by: "bo\n/);
  expect(notes).toHaveLength(6);
});

test("steps are known by what they say, below whatever key they came to stand", () => {
  for (const gone of ["history:\n", "documents:\n", "evidence:\n"]) {
    const ticket = readTicket(repair(README.replace(gone, "")).text);
    expect([ticket.history, ticket.evidence]).toEqual([TICKET.history, TICKET.evidence]);
  }
  const bare = README.replace(/documents:\n.*\n.*\nhistory:\n/, "");
  expect(readTicket(repair(bare).text).history).toEqual(TICKET.history);
});

test("a line that belongs to nothing at the very top is kept", () => {
  const { text } = repair(README.replace("---\n", "---\n  - lost\n"));
  expect(text).toContain("\n# set aside: - lost\n");
});

test("a folder below a team says so", () => {
  const { text } = repairReadme(README, { ...FACTS, key: "WEB-1", team: "TEAM-A" });
  expect(readTicket(text)).toMatchObject({ ticket: "WEB-1", team: "TEAM-A" });
});

test("lists on the line of their key are understood", () => {
  const history = `history: [{ at: ${at(0)}, from: null, to: CREATED, by: x }]`;
  const { text } = repair(`---\n${history}\nblocking: [a, b]\n---\n`);
  expect(readTicket(text)).toMatchObject({ blocking: ["a", "b"], history: [{ by: "x" }] });
});

test("whatever happens to a README, it can be read afterwards, and no line is lost", () => {
  const lines = README.split("\n");
  const damage = fc.oneof(
    fc.nat(lines.length).map((line) => (all: string[]) => all.slice(0, line)),
    fc.nat(lines.length - 1).map((line) => (all: string[]) => all.toSpliced(line, 1)),
    fc
      .nat(lines.length - 1)
      .map((line) => (all: string[]) => all.toSpliced(line, 0, String(all[line]))),
    fc.tuple(fc.nat(lines.length - 1), fc.nat(60)).map(
      ([line, cut]) =>
        (all: string[]) =>
          all.with(Math.min(line, Math.max(all.length - 1, 0)), String(all[line]).slice(0, cut)),
    ),
    fc
      .tuple(
        fc.nat(lines.length),
        fc.constantFrom("<<<<<<< a", "=======", ">>>>>>> b", "x", "- y", "a: b"),
      )
      .map(
        ([line, text]) =>
          (all: string[]) =>
            all.toSpliced(line, 0, text),
      ),
  );
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
      const broken = damages.reduce((all, hurt) => (all.length === 0 ? all : hurt(all)), lines);
      const text = broken.join("\n");
      const repaired = repair(text).text;
      const ticket = readTicket(repaired);
      expect(ticket.ticket).toBe("AEC-456");
      const hasBody = broken.includes("What people wrote.");
      expect(!hasBody || repaired.includes("What people wrote.")).toBe(true);
      for (const { by, at: time } of TICKET.history) {
        const line = broken.find((own) => own.includes(`at: ${time}`) && own.includes(`"${by}" }`));
        expect(line === undefined || repaired.includes(`by: "${by}"`)).toBe(true);
      }
      expect(readTicket(repair(repaired).text)).toEqual(ticket);
    }),
    { numRuns: 500 },
  );
  expect(() => readTicket(lines.slice(0, 9).join("\n"))).toThrow(FrontMatterFault);
});
