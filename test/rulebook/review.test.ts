import * as fc from "fast-check";
import { expect, test } from "vitest";

import { readersOf } from "../../src/rulebook/candidates.ts";
import { readDescription } from "../../src/rulebook/detect.ts";
import { reviewAs } from "../../src/rulebook/review.ts";
import type { ReviewSettings } from "../../src/rulebook/settings.ts";
import type { Review } from "../../src/schema/persona.ts";
import type { PersonaRegistration } from "../../src/schema/registration.ts";
import type { Rule } from "../../src/schema/rule.ts";
import type { Priority, ReviewMode } from "../../src/schema/vocabulary.ts";
import { knowledgeOf, persona, rule } from "../fakes/knowledge.ts";
import { recommendation, review } from "../fakes/review.ts";
import { shipped } from "../fakes/shipped-epic.ts";
import { WORKED_EXAMPLES } from "../fixtures/worked-examples.ts";

const SETTINGS: ReviewSettings = {
  currency: "USD",
  dayRate: 800,
  enforceDevops: false,
  teamExperience: "known",
};
const CLEAR = WORKED_EXAMPLES[0]?.description ?? "";

interface Case {
  readonly text?: string;
  readonly mode?: ReviewMode;
  readonly earlier?: readonly Review[];
  readonly settings?: Partial<ReviewSettings>;
}

function ask(
  registration: PersonaRegistration,
  { text = CLEAR, mode = "standard", earlier = [], settings = {} }: Case = {},
): Review {
  return reviewAs({
    persona: registration,
    knowledge: knowledgeOf(registration),
    reading: readDescription(text, shipped),
    earlier,
    mode,
    settings: { ...SETTINGS, ...settings },
  });
}

const idsOf = ({ recommendations }: Review) => recommendations.map(({ id }) => id);
const first = ({ recommendations }: Review) => recommendations[0] ?? recommendation("none");

test("a recommendation says why, because of what, on what it stands and when it is done", () => {
  const notes = rule("keep-notes", {
    when: { all: ["data.phi"], facts: ["queue"] },
    title: "Keep '{data.phi|data}' apart",
    acceptance: "{data.phi|Data} lies apart.",
    references: ["GDPR Art. 32"],
    provides: ["apart"],
    dependsOn: ["earlier-one", "unsaid-one"],
  });
  const queue = recommendation("earlier-one", { title: "Run a queue", facts: ["queue"] });
  const result = ask(persona([notes]), {
    earlier: [review("architect", { recommendations: [queue] })],
  });
  expect(first(result)).toEqual({
    id: "keep-notes",
    title: "Keep 'visit notes' apart",
    type: "suggested",
    priority: "medium",
    // Health data makes work larger by its factor of 1.15.
    effort: { low: 2.3, high: 4.6, expected: 3.8 },
    estimatedCost: "1.8k-3.7k USD (2.3-4.6 person-days)",
    description: [
      "Because of keep-notes.",
      'Because: "visit notes" (sentence 2)',
      "Builds on: Run a queue",
      "Done when: Visit notes lies apart.",
      "Reference: GDPR Art. 32",
    ].join("\n"),
    dependencies: ["earlier-one"],
    evidence: [{ quote: "visit notes", sentence: 2 }],
    acceptance: "Visit notes lies apart.",
    references: ["GDPR Art. 32"],
    focus: "all",
    facts: ["apart"],
  });
});

test("cost is the sum of the recommendations, whose later ones share set-up work", () => {
  const result = ask(persona([rule("one"), rule("two"), rule("three")], { costCategory: "care" }));
  expect(result.recommendations.map(({ effort }) => effort?.high)).toEqual([4, 3.6, 3.2]);
  expect(result.costAnalysis).toEqual({
    category: "care",
    amount: "4.3k-8.6k USD",
    effort: { low: 5.4, high: 10.8, expected: 9 },
  });
});

test("a team that is new to the domain takes longer", () => {
  const result = ask(persona([rule("one")]), { settings: { teamExperience: "new" } });
  expect(first(result).effort).toEqual({ low: 2.6, high: 5.2, expected: 4.3 });
});

test("a persona without a word to say costs nothing and is ready", () => {
  const silent = ask(persona([]));
  expect(silent).toMatchObject({
    verdict: "READY",
    recommendations: [],
    costAnalysis: { amount: "0 USD", effort: { low: 0, high: 0, expected: 0 } },
    model: "rulebook",
    tokens: 0,
    version: "1.0.0",
  });
});

test("a rule speaks in its modes, with the type it has there", () => {
  const registration = persona([
    rule("late", { modes: ["enterprise"] }),
    rule("stern", { typeByMode: { enterprise: "blocking" } }),
    rule("costless", { effort: { standard: [1, 1] } }),
  ]);
  expect(idsOf(ask(registration))).toEqual(["stern", "costless"]);
  const result = ask(registration, { mode: "enterprise" });
  expect(result.recommendations.map(({ id, type }) => [id, type])).toEqual([
    ["stern", "blocking"],
    ["late", "suggested"],
  ]);
});

test.each<[string, Partial<Rule>, ReviewMode, Partial<ReviewSettings>, Priority, Priority]>([
  ["an always-rule is lowered in mvp", { when: { always: true } }, "mvp", {}, "medium", "low"],
  ["low stays low", { when: { always: true } }, "mvp", {}, "low", "low"],
  [
    "two grave signals raise",
    { when: { all: ["data.phi", "data.card"] } },
    "standard",
    {},
    "high",
    "critical",
  ],
  [
    "critical stays critical",
    { when: { all: ["data.phi", "data.card"] } },
    "mvp",
    {},
    "critical",
    "critical",
  ],
  ["one does not", { when: { all: ["data.phi"] } }, "standard", {}, "high", "high"],
  [
    "a critical epic raises what blocks",
    { type: "blocking" },
    "standard",
    { priority: "critical" },
    "medium",
    "high",
  ],
  [
    "but not the rest",
    { type: "suggested" },
    "standard",
    { priority: "critical" },
    "medium",
    "medium",
  ],
])("priority: %s", (_name, rest, mode, settings, stated, expected) => {
  const one = rule("one", { ...rest, priority: stated });
  const text = `${CLEAR} They pay by credit card.`;
  expect(first(ask(persona([one]), { text, mode, settings })).priority).toBe(expected);
});

test("enforcing DevOps makes its urgent recommendations blocking, and nobody else's", () => {
  const rules = [rule("urgent", { priority: "high" }), rule("later", { priority: "medium" })];
  const settings = { enforceDevops: true };
  const types = (name: string) =>
    ask(persona(rules, { name }), { settings }).recommendations.map(({ type }) => type);
  expect(types("devops-engineer")).toEqual(["blocking", "suggested"]);
  expect(types("architect")).toEqual(["suggested", "suggested"]);
});

test("when a rule is cut, what stood on its facts goes too, to the last", () => {
  const registration = persona([
    rule("weak", { priority: "low", provides: ["a"] }),
    rule("builds", { when: { facts: ["a"] }, priority: "high", provides: ["b"] }),
    rule("builds-more", { when: { anyFacts: ["b"] }, priority: "high" }),
    rule("other-one", { priority: "medium" }),
    rule("other-two", { priority: "medium" }),
  ]);
  const wide = ask(persona(registration.rules, { focusAreas: registration.focusAreas }), {
    mode: "standard",
  });
  // Three of one focus area at most: the weak one falls, and the two that stood on it.
  expect(idsOf(wide)).toEqual(["other-one", "other-two", "weak"]);
});

test("one of several facts is enough, and only a fact that stands is built on", () => {
  const registration = persona(
    [
      ...["a", "b", "c"].map((id) => rule(id, { priority: "critical", provides: [id] })),
      rule("weak", { priority: "low", provides: ["gone"] }),
      rule("builds", {
        focus: "other",
        when: { anyFacts: ["gone", "a"] },
      }),
    ],
    { focusAreas: ["all", "other"].map((id) => ({ id, title: id, asks: id })) },
  );
  const { recommendations } = ask(registration);
  const builds = recommendations.find(({ id }) => id === "builds");
  expect(builds?.description).toContain("Builds on: Do a\n");
  expect(recommendations.map(({ id }) => id)).not.toContain("weak");
});

test("facts of earlier reviews hold whoever gave these", () => {
  const builds = rule("builds", { when: { facts: ["queue"] } });
  const model = review("architect", {
    model: "some-model",
    recommendations: [recommendation("x", { facts: ["queue"] })],
  });
  expect(idsOf(ask(persona([builds])))).toEqual([]);
  expect(idsOf(ask(persona([builds]), { earlier: [model] }))).toEqual(["builds"]);
});

test("topics that must be addressed come first, and those without a finding are named", () => {
  const topics = [
    { topic: "The plain one", rules: ["plain"] },
    { topic: "The Silent one", rules: ["silent"] },
  ];
  const registration = persona(
    [
      ...["a", "b", "c"].map((id) => rule(id, { priority: "critical" })),
      rule("plain", { priority: "low" }),
      rule("silent", { when: { all: ["ai.llm"] } }),
    ],
    { mustAddress: { mvp: topics, standard: topics, enterprise: [] } },
  );
  const result = ask(registration);
  expect(idsOf(result)).toEqual(["a", "b", "plain"]);
  expect(result.insights).toEqual(["Looked at, no finding: the silent one."]);
});

test("insights are limited by mode and may speak of what was just said", () => {
  const registration = persona([rule("one", { provides: ["fact"] })], {
    insights: [
      { id: "i1", when: { facts: ["fact"] }, text: "Said of '{data.phi|data}'." },
      { id: "i2", when: { all: ["ai.llm"] }, text: "No." },
      ...["i3", "i4"].map((id) => ({ id, when: { always: true as const }, text: `${id}.` })),
    ],
  });
  expect(ask(registration, { mode: "mvp" }).insights).toEqual(["Said of 'visit notes'.", "i3."]);
});

test("whoever keeps the scope is told what is ruled out", () => {
  const text = `${CLEAR} There is no chat and no chat bot. We never take payments.`;
  const result = ask(persona([], { name: "product-owner" }), { text });
  expect(result.insights).toEqual([
    'The description rules out "chat" (sentence 8), "payments" (sentence 9): keep these as written non-goals.',
  ]);
  expect(ask(persona([], { name: "architect" }), { text }).insights).toEqual([]);
});

test("a vague description gets a caution once, and no advice that only its silence justifies", () => {
  const registration = persona([
    rule("silence", { when: { none: ["q.kpi"] } }),
    rule("always"),
    rule("evident", { when: { any: ["ui.chat"] } }),
  ]);
  const result = ask(registration, { text: "A chat." });
  expect(idsOf(result)).toEqual(["evident", "always"]);
  expect(result.insights[0]).toContain("answer the questions first");
  expect(result.confidence).toBeLessThan(0.4);
  const later = ask(registration, { text: "A chat.", earlier: [review("architect")] });
  expect(later.insights).toEqual([]);
});

const told = (text: string) => ask(persona([]), { text }).insights[0];

test("an English headline is not taken for another language, another script is", () => {
  expect(told("Users reset passwords")).not.toContain("reads English best");
  expect(told("会員が貸出を延長する")).toContain("reads English best");
});

test("a text in another language is told that it was hardly read", () => {
  const text =
    "Unsere Kunden sollen Bestellungen ansehen und Rechnungen herunterladen, ohne dass jemand im Lager anruft oder nachfragen muss";
  expect(ask(persona([]), { text }).insights[0]).toContain("reads English best");
});

test("a description of a field that is not known is told so, instead of being called vague", () => {
  const text =
    "Move the bell ropes to the new tower. Each rope is 18 m long. The tenor stays where it is until Easter. No rope may be spliced.";
  expect(told(text)).toContain("somebody who knows the field");
});

test("questions that block the estimate come first and weigh on the verdict", () => {
  const result = ask(persona([], { name: "devops-engineer" }));
  expect(result.questions.map(({ blocksEstimate }) => blocksEstimate)).toEqual([true, true, false]);
  expect(result.verdict).toBe("CONCERNS");
});

test("ruling data out answers the question which data there is", () => {
  const security = persona([], { name: "security-specialist" });
  const asked = (text: string) => ask(security, { text }).questions.map(({ id }) => id);
  expect(asked("A page shows the weather.")).toContain("q-data-classes");
  expect(asked("A page shows the weather. No personal data is stored.")).not.toContain(
    "q-data-classes",
  );
});

test("a question that nothing can answer by exclusion is asked", () => {
  const [question] = shipped.estimation.openQuestions;
  if (!question) throw new Error("no question");
  const open = { ...question, answeredByExclusion: true as const, when: { all: ["dom.health"] } };
  const knowledge = { ...shipped, estimation: { ...shipped.estimation, openQuestions: [open] } };
  const registration = persona([], { name: question.askedBy });
  const reading = readDescription(CLEAR, knowledge);
  const request = { persona: registration, knowledge, reading, mode: "mvp" as const };
  const { questions } = reviewAs({ ...request, earlier: [], settings: SETTINGS });
  expect(questions.map(({ id }) => id)).toEqual([question.id]);
});

test("a signal that no rule is known to read is the rarest", () => {
  expect(readersOf("ui.web", new Map())).toBe(0);
});

test("a persona that says little is less sure, one that builds on others surer", () => {
  const three = ["a", "b", "c"].map((id) => rule(id));
  const building = three.map((one) => ({ ...one, when: { facts: ["queue"] } }));
  const earlier = [
    review("architect", { recommendations: [recommendation("x", { facts: ["queue"] })] }),
  ];
  expect(ask(persona([])).confidence).toBe(0.73);
  expect(ask(persona(three)).confidence).toBe(0.83);
  expect(ask(persona(building), { earlier }).confidence).toBe(0.88);
});

test("evidence is given once for the same words, the longer quote first, four at most", () => {
  const any = [
    "dom.health",
    "actor.public",
    "dom.booking",
    "ui.mobile",
    "ui.web",
    "int.fhir",
    "reg.hipaa",
  ];
  const { evidence } = first(ask(persona([rule("one", { when: { any } })])));
  expect(evidence).toHaveLength(4);
  const quotes = evidence.map(({ quote }) => quote);
  expect(new Set(quotes).size).toBe(4);
  for (const quote of quotes) expect(CLEAR).toContain(quote);
});

test("a quantity in the title counts as evidence", () => {
  const one = rule("one", { title: "Plan for {users|the load}" });
  expect(first(ask(persona([one]))).evidence).toEqual([{ quote: "60,000 patients", sentence: 7 }]);
});

test("of rules alike the one that rests on rarer, more or counted words comes first", () => {
  const registration = persona([
    rule("plain"),
    rule("one-signal", { when: { all: ["ui.web"] } }),
    rule("rare-signal", { when: { all: ["int.fhir"] } }),
    rule("counted", { when: { quantities: { users: { gte: 10 } } } }),
  ]);
  expect(idsOf(ask(registration))).toEqual(["rare-signal", "one-signal", "counted"]);
});

test("a signal that only a custom rule knows how to name is unknown, and no harm", () => {
  expect(idsOf(ask(persona([rule("one", { when: { all: ["no.such"] } })])))).toEqual([]);
});

test("the same request gives the same bytes", () => {
  const [architect] = shipped.personas.slice(1);
  if (!architect) throw new Error("no architect");
  fc.assert(
    fc.property(fc.constantFrom(...WORKED_EXAMPLES), ({ description, mode }) => {
      const say = () => JSON.stringify(ask(architect, { text: description, mode }));
      expect(say()).toBe(say());
    }),
    { numRuns: 4 },
  );
});
