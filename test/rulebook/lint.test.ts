import { resolve } from "node:path";

import { expect, test } from "vitest";

import { readKnowledge } from "../../scripts/read-knowledge.ts";
import type { KnowledgeSources } from "../../src/rulebook/compile.ts";
import { lintCustomPersona } from "../../src/rulebook/lint-custom-persona.ts";
import { lintPersona } from "../../src/rulebook/lint-persona.ts";
import { lintExamples, lintPatterns } from "../../src/rulebook/lint-signals.ts";
import { lintKnowledge } from "../../src/rulebook/lint.ts";
import type { SignalsFile, SignalSource } from "../../src/schema/knowledge.ts";
import type { PersonaRegistration } from "../../src/schema/registration.ts";
import type { Rule } from "../../src/schema/rule.ts";
import { persona, rule } from "../fakes/knowledge.ts";
import { shipped } from "../fakes/shipped-epic.ts";

const sources = readKnowledge(resolve(import.meta.dirname, "../.."));

test("what ships has no fault", () => {
  expect(lintKnowledge(sources)).toEqual([]);
});

const vocabulary = { signals: new Set(["dom.health", "data.phi"]), quantities: new Set(["users"]) };
const earlier = persona([rule("earlier", { provides: ["before"] })], {
  name: "earlier",
  reviewOrder: 1,
});
const later = persona([rule("later", { provides: ["after"] })], { name: "later", reviewOrder: 20 });
const faultsOf = (rules: readonly Rule[], rest: Partial<PersonaRegistration> = {}) =>
  lintPersona(persona(rules, rest), { ...vocabulary, others: [earlier, later] });

test.each<[string, Partial<Rule>, string]>([
  [
    "an unknown signal",
    { when: { all: ["dom.helth"] } },
    "there is no signal dom.helth; mend the id or add it to signals.yml",
  ],
  [
    "one that must be absent",
    { when: { none: ["x.y"] } },
    "there is no signal x.y; mend the id or add it to signals.yml",
  ],
  [
    "an unknown quantity",
    { when: { quantities: { user: {} } } },
    "there is no quantity user; mend the id or add it to signals.yml",
  ],
  [
    "an unknown thing missing",
    { when: { missing: ["user"] } },
    "there is no signal or quantity user; mend the id",
  ],
  ["an empty condition", { when: {} }, "the condition is empty; say `always: true`"],
  [
    "an impossible condition",
    { when: { all: ["data.phi"], none: ["data.phi"] } },
    "can never hold: data.phi is in `all` and in `none`; remove one",
  ],
  [
    "an unknown fact",
    { when: { facts: ["nothing"] } },
    "no earlier rule provides the fact nothing; mend the name or move the rule",
  ],
  [
    "a fact of a later persona",
    { when: { anyFacts: ["after"] } },
    "no earlier rule provides the fact after; mend the name or move the rule",
  ],
  [
    "a fact of its own",
    { when: { noFacts: ["own"] }, provides: ["own"] },
    "no earlier rule provides the fact own; mend the name or move the rule",
  ],
  [
    "a slot without words",
    { title: "Mind {data.phi}" },
    "the slot {data.phi} has no words for when nothing is found; add |some words",
  ],
  [
    "a slot with blank words",
    { title: "Mind {data.phi| }" },
    "the slot {data.phi| } has no words for when nothing is found; add |some words",
  ],
  [
    "a slot that ends with an id",
    { rationale: "{data.phi|users}" },
    "the slot {data.phi|users} has no words for when nothing is found; add |some words",
  ],
  [
    "an unknown slot",
    { acceptance: "{data.ph|x}" },
    "the slot {data.ph|x} names data.ph, which is unknown; mend the id",
  ],
  ["an open brace", { title: "Mind {data.phi|x" }, 'a brace is not closed in "Mind {data.phi|x"'],
  [
    "an unknown dependency",
    { dependsOn: ["nobody"] },
    "depends on nobody, which is no rule; mend the id",
  ],
  [
    "a later dependency",
    { dependsOn: ["later"] },
    "depends on later of a later persona; only earlier ones are known",
  ],
  ["a dependency on itself", { dependsOn: ["one"] }, "depends on itself; remove that"],
  [
    "a long title",
    { title: `${"x".repeat(110)}{data.phi|y}` },
    "the title is longer than 110 characters; shorten it",
  ],
  ["an unknown focus area", { focus: "some" }, "some is no focus area of this persona; it has all"],
  [
    "an effort that is missing",
    { effort: { mvp: [1, 1], standard: [1, 1] } },
    "there is no effort for enterprise; add it or limit `modes`",
  ],
])("%s of a rule is told with its mend", (_name, rest, fault) => {
  expect(faultsOf([rule("one", rest)])).toEqual([`one: ${fault}`]);
});

test("a sound persona has no fault", () => {
  const rules = [
    rule("one", { when: { facts: ["before"] }, provides: ["own"], dependsOn: ["earlier", "two"] }),
    rule("two", {
      when: { facts: ["own"] },
      title: "Mind {data.phi|users|data}",
      modes: ["mvp"],
      effort: { mvp: [1, 1] },
    }),
  ];
  const insights = [{ id: "i1", when: { facts: ["own"] }, text: "So it is." }];
  const topics = [{ topic: "One", rules: ["one"] }];
  expect(
    faultsOf(rules, {
      insights,
      dependencies: ["earlier"],
      mustAddress: { mvp: topics, standard: [], enterprise: [] },
    }),
  ).toEqual([]);
});

test("what is named twice is told", () => {
  const faults = faultsOf([
    rule("one"),
    rule("one", { title: "Do earlier" }),
    rule("two", { title: "Do one" }),
    rule("earlier", { title: "Other" }),
  ]);
  expect(faults).toEqual([
    "one: there are two rules of this id; rename one",
    'two rules are titled "Do one"; reword one',
    "one: another persona has a rule of this title; reword it",
    "earlier: another persona has a rule of this id; rename it",
  ]);
  expect(faultsOf([], { name: "earlier" })).toEqual([
    "earlier: there are two personas of this name; rename one",
  ]);
});

test("a circle of dependencies is told once", () => {
  const circle = [
    rule("one", { dependsOn: ["two"] }),
    rule("two", { dependsOn: ["one"] }),
    rule("three"),
  ];
  expect(faultsOf(circle)).toEqual(["one: its dependencies lead back to it; remove one"]);
});

test("a persona that waits for nobody or for a later one is told", () => {
  expect(faultsOf([], { dependencies: ["nobody", "later"] })).toEqual([
    "keeper: depends on nobody, which is no persona; mend the name",
    "keeper: depends on later, which does not review earlier; raise reviewOrder",
  ]);
});

test("topics name own rules, insights known ids", () => {
  const mustAddress = { mvp: [{ topic: "T", rules: ["earlier"] }], standard: [], enterprise: [] };
  const insights = ["i1", "i1"].map((id) => ({ id, when: { any: ["x.y"] }, text: "{x.y}" }));
  expect(new Set(faultsOf([], { mustAddress, insights }))).toEqual(
    new Set([
      'keeper: mustAddress.mvp "T" names earlier, no rule of this persona',
      "i1: there are two insights of this id; rename one",
      "i1: there is no signal x.y; mend the id or add it to signals.yml",
      "i1: the slot {x.y} has no words for when nothing is found; add |some words",
    ]),
  );
});

test("a custom persona is checked against what ships, and may take the place of a shipped one", () => {
  const custom = persona([
    rule("own-one", { when: { all: ["data.phi"], facts: ["reservation-hold"] } }),
  ]);
  expect(lintCustomPersona(custom, shipped)).toEqual([]);
  expect(lintCustomPersona(persona([rule("a", { when: { all: ["data.ph"] } })]), shipped)).toEqual([
    "a: there is no signal data.ph; mend the id or add it to signals.yml",
  ]);
  const [owner] = shipped.personas;
  expect(owner && lintCustomPersona(owner, shipped)).toEqual([]);
});

const signal = (rest: Partial<SignalSource>): SignalSource => ({
  id: "dom.zoo",
  label: "the zoo",
  slot: "label",
  meaning: "Animals",
  patterns: [String.raw`\bzoos?\b`],
  exact: [],
  not: [],
  hit: ["A zoo"],
  miss: ["A farm"],
  ...rest,
});
const fileOf = (rest: Partial<SignalsFile>): SignalsFile => ({
  macros: { NUM: String.raw`\d+` },
  negation: { window: 5, negators: [], exceptions: [], headings: [] },
  signals: [],
  quantities: [],
  ...rest,
});

test.each([
  [
    "capitals",
    { patterns: ["EHR"] },
    "dom.zoo: capitals never match lower-cased text; write EHR in lower case",
  ],
  ["no pattern", { patterns: [] }, "dom.zoo: has no pattern; add one"],
  ["no such macro", { patterns: ["a{NUMBER}"] }, "dom.zoo: there is no such macro in a{NUMBER}"],
  [
    "ambiguity",
    { not: ["(?:a+)+"] },
    "dom.zoo: a repetition within a repetition has no fixed character between rounds in (?:a+)+",
  ],
  [
    "hidden ambiguity",
    { exact: ["(?:x|(?:(?:a?)[b]*){2,})"] },
    "dom.zoo: a repetition within a repetition has no fixed character between rounds in (?:x|(?:(?:a?)[b]*){2,})",
  ],
  [
    "endless matches",
    { patterns: [String.raw`(?:(?:\w+ )+,)+`] },
    String.raw`dom.zoo: may match more than 1500 characters in (?:(?:\w+ )+,)+`,
  ],
])("%s in a pattern is told", (_name, rest, fault) => {
  expect(lintPatterns(fileOf({ signals: [signal(rest)] }))).toEqual([fault]);
});

test("a pattern that is none is told, whatever list it stands in", () => {
  const [fault] = lintPatterns(fileOf({ signals: [signal({ patterns: ["("] })] }));
  expect(fault).toMatch(/^dom\.zoo: SyntaxError: Invalid regular expression.* in \($/);
  const negation = {
    window: 1,
    negators: ["["],
    headings: [],
    exceptions: [{ negator: "a", signals: ["x.y"] }],
  };
  expect(lintPatterns(fileOf({ negation }))).toEqual([
    expect.stringMatching(/^negation: SyntaxError: Invalid regular expression/),
    "negation: there is no signal x.y to except",
  ]);
});

test("patterns that repeat in an orderly way are sound", () => {
  const orderly = [
    String.raw`(?:\w+ ){0,5}zoo`,
    "(?:ab)+",
    "(?:a?)?",
    String.raw`(?:[, ]\d{3})+`,
    "^(?:a|b)*$",
  ];
  expect(lintPatterns(fileOf({ signals: [signal({ patterns: orderly })] }))).toEqual([]);
});

const quantity = {
  id: "animals",
  meaning: "Animals",
  unit: "items" as const,
  patterns: ["({NUM}) animals"],
  hit: { text: "12 animals", value: 12 },
  miss: [],
};

test("ids that are used twice are told", () => {
  const file = fileOf({ signals: [signal({}), signal({})], quantities: [quantity, quantity] });
  expect(lintPatterns(file)).toEqual([
    "dom.zoo: there are two signals of this id",
    "animals: there are two quantities of this id",
  ]);
});

function withSignals(rest: Partial<SignalsFile>): KnowledgeSources {
  return { ...sources, signals: { ...sources.signals, ...rest } };
}

test("examples that do not come out are told", () => {
  const { signals, quantities } = sources.signals;
  const faults = lintKnowledge(
    withSignals({
      signals: [...signals, signal({ hit: ["A farm"], miss: ["Two zoos"] })],
      quantities: [
        ...quantities,
        { ...quantity, miss: ["7 animals"] },
        { ...quantity, id: "beasts", hit: { text: "12 beasts", value: 12 } },
      ],
    }),
  );
  expect(faults).toEqual([
    'config/knowledge/signals.yml: dom.zoo: does not show in its hit "A farm"',
    'config/knowledge/signals.yml: dom.zoo: shows in its miss "Two zoos"',
    'config/knowledge/signals.yml: animals: shows in its miss "7 animals"',
    'config/knowledge/signals.yml: beasts: reads nothing in "12 beasts", not 12',
  ]);
  expect(lintExamples(fileOf({}), shipped)).toEqual([]);
});

test("patterns that do not compile are told and not tried", () => {
  const broken = withSignals({
    signals: [...sources.signals.signals, signal({ patterns: ["("] })],
  });
  expect(lintKnowledge(broken)).toEqual([
    expect.stringMatching(/^config\/knowledge\/signals\.yml: dom\.zoo: SyntaxError/),
  ]);
});

test("citations are those of the standards, each listed once", () => {
  const [owner, ...others] = sources.personas;
  if (!owner) throw new Error("no persona");
  const [first] = sources.standards.standards;
  if (!first) throw new Error("no standard");
  const altered = {
    ...owner,
    rules: owner.rules.map((one, at) =>
      at === 0 ? { ...one, references: [] } : at === 1 ? { ...one, references: ["ISO 0"] } : one,
    ),
  };
  const file = `config/personas/${owner.name}.yml`;
  expect(
    lintKnowledge({
      ...sources,
      personas: [altered, ...others],
      standards: {
        standards: [...sources.standards.standards, { ...first, refs: first.refs.slice(0, 1) }],
      },
    }),
  ).toEqual([
    `config/knowledge/standards.yml: ${first.prefix}${first.refs[0]?.id}: is listed twice; remove one`,
    `${file}: ${owner.rules[0]?.id}: cites nothing; name what it rests on`,
    `${file}: ${owner.rules[1]?.id}: cites "ISO 0"; add it to standards.yml or mend it`,
  ]);
});

test("ids in the estimation that nobody has are told, each where it stands", () => {
  const { estimation } = sources;
  const [risk] = estimation.risk.catalogue;
  const [conflict] = estimation.conflicts;
  const [question] = estimation.openQuestions;
  const [phase] = estimation.roadmap.phases;
  if (!risk || !conflict || !question || !phase) throw new Error("too little knowledge");
  const faults = lintKnowledge({
    ...sources,
    playbooks: sources.playbooks.map((each) => Object.assign({}, each, { settles: [] })),
    estimation: {
      ...estimation,
      risk: {
        ...estimation.risk,
        catalogue: [{ ...risk, id: "r1", mitigatedBy: ["no-rule"], owner: "nobody", text: "{x}" }],
      },
      conflicts: [
        { ...conflict, id: "c1", between: ["no-rule", "po-thin-slice"], decider: "nobody" },
      ],
      openQuestions: [question, question, { ...question, id: "q1", askedBy: "nobody", when: {} }],
      priority: { ...estimation.priority, pressing: ["reg.*", "none.*"] },
      confidence: {
        ...estimation.confidence,
        add: [{ for: "a thing", signals: [], excluded: [], quantities: ["things"], value: 0.1 }],
      },
      roadmap: { phases: [{ ...phase, mvp: "nowhere", holds: [{ personas: ["nobody"] }, {}] }] },
    },
  });
  expect(faults.map((fault) => fault.replace("config/knowledge/estimation.yml: ", ""))).toEqual([
    `${question.id}: the id is used twice; rename one`,
    "r1: the slot {x} has no words for when nothing is found; add |some words",
    "q1: the condition is empty; say `always: true`",
    "r1: there is no rule no-rule; mend the id",
    "c1: there is no rule no-rule; mend the id",
    "r1: there is no persona nobody; mend the id",
    "c1: there is no persona nobody; mend the id",
    "q1: there is no persona nobody; mend the id",
    `${phase.id}: there is no persona nobody; mend the id`,
    "priority: there is no signal none.*; mend the id",
    "a thing: there is no quantity things; mend the id",
    `${phase.id}: there is no phase nowhere; mend the id`,
  ]);
});
