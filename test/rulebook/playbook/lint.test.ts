import { expect, test } from "vitest";

import { lintPlaybooks } from "../../../src/rulebook/playbook/lint.ts";
import { alike, item, playbook } from "./fixture.ts";

const lint = (...rest: Parameters<typeof playbook>[0][]) => {
  const playbooks = rest.map((each) => playbook(each));
  return lintPlaybooks(playbooks, new Set(["GDPR Art. 17"]), alike(playbooks));
};

const items = (changed: Parameters<typeof item>[1], id = "hold-queue") => [
  item(id, changed),
  ...playbook().items.slice(1),
];

test("a playbook that keeps the rules has no faults", () => {
  expect(lint({})).toEqual([]);
  expect(lint({ items: items({ presupposes: ["payment"] }) })).toEqual([]);
});

test.each<[string, Parameters<typeof playbook>[0], string]>([
  ["a foreign id", { items: items({}, "queue-a") }, "queue-a: its id must begin with hold-"],
  [
    "an unknown predecessor",
    { items: items({ after: ["hold-none"] }) },
    "hold-queue: comes after hold-none, which is no earlier item of its playbook",
  ],
  [
    "a later predecessor",
    { items: items({ after: ["hold-lapse"] }) },
    "hold-queue: comes after hold-lapse, which is no earlier item of its playbook",
  ],
  [
    "an unknown citation",
    { items: items({ references: ["GDPR Art. 17", "GDPR Art. 999"] }) },
    'hold-queue: cites "GDPR Art. 999", which is not in standards.yml',
  ],
  [
    "a mode without effort",
    { items: items({ effort: { mvp: [1, 1] } }) },
    "hold-queue: effort must be given for mvp, standard and enterprise",
  ],
  [
    "an unknown slot",
    { items: items({ title: "Tell {nobody}" }) },
    "hold-queue: {nobody} is no slot of its playbook",
  ],
  [
    "an id that is used twice",
    { items: [item("hold-lapse", { title: "Another" }), ...playbook().items.slice(1)] },
    "hold-lapse: its id is used twice",
  ],
])("%s is a fault", (_what, rest, fault) => {
  expect(lint(rest)).toEqual([fault]);
});

test("a genre whose item speaks by what stands in other texts as well is told so", () => {
  const other = { id: "film", hit: ["A film is put on hold.", "A film is kept."] };
  const named = { ...other, items: [1, 2, 3, 4, 5].map((at) => item(`film-${at}`, titled(at))) };
  const loose = { items: items({ when: [["film"], ["hold"]] }) };
  const fault =
    "hold-queue: its condition is met by 50.0 % of what is of another kind; name more closely what happens";
  expect(lint(loose, named)).not.toContain(fault);
  expect(lint({ ...loose, genre: true }, named)).toContain(fault);
});

const titled = (at: number) => ({ title: `Film number ${at}` });

test("questions and stories are held to the slots as well", () => {
  const question = {
    id: "hold-q",
    persona: "architect",
    text: "What of {nobody}?",
    assume: "nothing",
    when: [],
    together: [],
    unless: [],
    presupposes: [],
    blocksEstimate: false,
  };
  const story = {
    id: "hold-s",
    as: "{nobody}",
    want: "a hold",
    so: "I can wait",
    given: "a book",
    when: "I ask",
    outcome: "it is kept",
  };
  expect(lint({ questions: [question], stories: [story] })).toEqual([
    "hold-q: {nobody} is no slot of its playbook",
    "hold-s: {nobody} is no slot of its playbook",
  ]);
});

test("examples must be recognised, and say enough; near misses must not be", () => {
  const faults = lint({
    hit: ["Nothing of the kind.", "Members put a hold on a book at the branch."],
    miss: ["Members place a hold at the branch.", "Something else."],
    items: [item("hold-queue")],
  });
  expect(faults).toEqual([
    'hold: is not recognised in its hit "Nothing of the kind.…"',
    'hold: says 1 things on its hit "Members put a hold on a book at the branch.…"',
    'hold: is recognised in its miss "Members place a hold at the branch.…"',
  ]);
});

test("two playbooks may share neither id nor title", () => {
  const faults = lint({}, {});
  expect(faults).toContain("playbook hold: its id is used twice");
  expect(faults).toContain('"Settle hold queue": two items have this title');
});
