import * as fc from "fast-check";
import { expect, test } from "vitest";

import { readAnswer, type ReadAnswer } from "../../../src/core/answer/read-answer.ts";
import { reviewSchema } from "../../../src/schema/persona.ts";
import { anyReview } from "./any-review.ts";
import { SHOWN_FRAME } from "./frame.ts";

const read = (answer: unknown): ReadAnswer => readAnswer(answer, SHOWN_FRAME);

function reviewIn(answer: unknown) {
  const result = read(answer);
  if (result.kind === "unfit") throw new Error(result.problems.join("\n"));
  return result.review;
}

function problemsOf(answer: unknown): readonly string[] {
  const result = read(answer);
  if (result.kind === "review") throw new Error("it fits");
  return result.problems;
}

/** The least that a recommendation needs. */
const LEAST = { title: "Check owners", type: "blocking", priority: "high", description: "Why" };

const answerWith = (recommendation: object) => ({
  recommendations: [{ ...LEAST, ...recommendation }],
  confidence: 0.7,
});

function recommendationOf(recommendation: object) {
  const [first] = reviewIn(answerWith(recommendation)).recommendations;
  if (!first) throw new Error("none");
  return first;
}

const WRAPPINGS: readonly ((json: string) => unknown)[] = [
  (json) => json,
  (json) => JSON.parse(json),
  (json) => `Here is my review:\n\n\`\`\`json\n${json}\n\`\`\`\nLet me know {if} you [need] more.`,
  (json) => `I first thought {"confidence": 0.1}, then [see "3] settled on ${json}`,
  (json) => ({ type: "result", result: `\`\`\`\n${json}\n\`\`\``, cost: 1 }),
  (json) => JSON.stringify([{ event: "start" }, { output: JSON.parse(json) }]),
];

test("a review comes out of any wrapping as it went in, as many times as it is read", () => {
  fc.assert(
    fc.property(anyReview, fc.constantFrom(...WRAPPINGS), (review, wrap) => {
      const once = reviewIn(wrap(JSON.stringify(review, undefined, 1)));
      expect(once).toEqual(review);
      expect(reviewIn(once)).toEqual(once);
    }),
  );
});

const shout = (key: string): string =>
  key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

function distort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(distort);
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [shout(key), distort(own)]));
}

test("other casing, figures as text and dependencies by title change nothing", () => {
  fc.assert(
    fc.property(anyReview, (review) => {
      expect(reviewIn(distort(review))).toEqual(review);
    }),
  );
});

test("whatever is answered gives a review of the schema or complaints, and never throws", () => {
  const part = fc.oneof(fc.jsonValue(), fc.constantFrom("high", "2 weeks", 7, "blocking"));
  const sketch = fc.record(
    {
      recommendations: fc.array(
        fc.record(
          { ...keysOf(LEAST, part), id: part, cost: part, effort: part },
          { requiredKeys: [] },
        ),
      ),
      confidence: part,
      questions: part,
      insights: part,
      verdict: part,
      costAnalysis: part,
      metadata: part,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(sketch, fc.jsonValue(), fc.string()), (answer) => {
      const result = readAnswer(answer, { ...SHOWN_FRAME, model: undefined, tokens: undefined });
      const fits = result.kind === "review" && reviewSchema.safeParse(result.review).success;
      const complains = result.kind === "unfit" && result.problems.length > 0;
      expect(fits || complains).toBe(true);
    }),
  );
});

function keysOf<T>(value: object, part: T): Record<string, T> {
  return Object.fromEntries(Object.keys(value).map((key) => [key, part]));
}

test("an answer that breaks off is used as far as it goes, with the wish for the rest", () => {
  const whole = JSON.stringify({ confidence: 0.7, recommendations: [LEAST, LEAST] });
  const result = read(whole.slice(0, -20));
  expect(result).toMatchObject({
    kind: "review",
    doubts: [expect.stringContaining("breaks off")],
    review: { recommendations: [{ id: "check-owners" }] },
  });
  expect(problemsOf(whole.slice(0, 30))).toEqual([
    expect.stringContaining("breaks off"),
    "recommendations is missing: it must be a list of recommendations",
  ]);
});

test("each part that is missing or wrong is told with its place and what it holds", () => {
  const long = "x".repeat(80);
  expect(
    problemsOf({
      recommendations: [
        { title: " ", type: "perhaps", priority: 3 },
        "Encrypt it",
        { ...LEAST, priority: [], type: true },
        { ...LEAST, priority: {}, type: long },
      ],
      confidence: "very",
    }),
  ).toEqual([
    "recommendations[0].title is missing",
    "recommendations[0].description is missing",
    'recommendations[0].type must be blocking or suggested, not "perhaps"',
    "recommendations[0].priority must be critical, high, medium or low, not 3",
    'recommendations[1] must be an object with id, title, type, priority and description, not "Encrypt it"',
    "recommendations[2].type must be blocking or suggested, not true",
    "recommendations[2].priority must be critical, high, medium or low, not a list",
    `recommendations[3].type must be blocking or suggested, not "${"x".repeat(60)}..."`,
    "recommendations[3].priority must be critical, high, medium or low, not an object",
    'confidence must be a number from 0.0 to 1.0, not "very"',
  ]);
});

test.each([
  ["", "the answer is empty"],
  ["I cannot help with that.", "the answer holds no review: there is no JSON object in it"],
  ["{}", "the answer holds no review: it is an empty object"],
  [{ error: 1, code: 2 }, "the answer holds no review: it is an object with error, code"],
  [7, "the answer holds no review: it is no object"],
  ["[[[[[[[{}]]]]]]]", "the answer holds no review: there is no JSON object in it"],
])("%s is told apart from a review", (answer, problem) => {
  expect(problemsOf(answer)).toEqual([problem]);
});

test("of several reviews the fullest counts, and of equals the last", () => {
  const draft = { recommendations: [], confidence: 0.1 };
  expect(reviewIn([draft, { ...draft, confidence: 0.2 }]).confidence).toBe(0.2);
  expect(reviewIn([{ ...draft, insights: [] }, { confidence: 0.3 }]).confidence).toBe(0.1);
});

test("an answer beyond all measure is not read", () => {
  expect(problemsOf("x".repeat(4_000_001))).toEqual([
    "the answer has 4000001 characters, more than the 4000000 that are read",
  ]);
});

test("a text full of openings is given up, not read for ever", () => {
  expect(problemsOf('["'.repeat(100_000))).toHaveLength(1);
});

test.each([
  [0.8, 0.8],
  ["0.8", 0.8],
  ["80%", 0.8],
  [80, 0.8],
  ["8/10", 0.8],
  ["80 / 100", 0.8],
  [1, 1],
])("a confidence of %j is %d", (given, confidence) => {
  expect(reviewIn({ recommendations: [], confidence: given }).confidence).toBe(confidence);
});

test.each([5, "9", -1, "-0.5", 101, "12/10", ".", "1.2.3", "high", null, {}])(
  "a confidence of %j is asked for again",
  (confidence) => {
    expect(problemsOf({ recommendations: [], confidence })).toEqual([
      expect.stringMatching(
        /^confidence (?:must be|is missing: it must be) a number from 0.0 to 1.0/,
      ),
    ]);
  },
);

test.each([
  [{ type: "Must-have" }, { type: "blocking" }],
  [{ type: undefined, blocking: true }, { type: "blocking" }],
  [{ type: null, blocking: false }, { type: "suggested" }],
  [{ type: "nice to have" }, { type: "suggested" }],
  [{ priority: undefined, severity: "MAJOR" }, { priority: "high" }],
  [{ focus: "Encryption and Secrets" }, { focus: "crypto" }],
  [{ id: 7 }, { id: "7" }],
  [{ id: "REC 1" }, { id: "REC-1" }],
  [{ title: "Überprüfe ‘alles’!" }, { id: "u-berpru-fe-alles" }],
  [{ title: "検証" }, { id: "recommendation" }],
  [{ description: ["One", 2, {}] }, { description: "One; 2" }],
  [
    { description: undefined, details: { title: "What", text: "Why" } },
    { description: "What: Why" },
  ],
  [{ description: "a\u0000b\u202Ec" }, { description: "abc" }],
  [{ acceptanceCriteria: "- one\n- two" }, { acceptance: "- one\n- two" }],
  [{ references: "1. GDPR\n2. PCI DSS" }, { references: ["GDPR", "PCI DSS"] }],
  [
    { evidence: ["a", { text: "b", sentence: "2" }, { sentence: 1 }, { quote: "c", sentence: 0 }] },
    { evidence: [{ quote: "a" }, { quote: "b", sentence: 2 }, { quote: "c" }] },
  ],
  [{ dependencies: [{ id: "x" }, { title: "y" }, 3, {}] }, { dependencies: ["x", "y", "3"] }],
  [{ cost: 5000 }, { estimatedCost: "5000 USD", effort: { low: 6.25, high: 6.25 } }],
  [{ cost: { amount: "about 2 days" } }, { estimatedCost: "about 2 days" }],
  [{ cost: {} }, { estimatedCost: "" }],
])("%j is read as %j", (given, expected) => {
  expect(recommendationOf(given)).toMatchObject(expected);
});

test("a focus that is none is left out", () => {
  expect(recommendationOf({ focus: "Cooking" })).not.toHaveProperty("focus");
});

test("ids that are missing are made from titles, and dependencies find them", () => {
  const { recommendations } = reviewIn({
    recommendations: [
      LEAST,
      LEAST,
      { ...LEAST, id: "SEC-1", depends_on: "check owners" },
      { ...LEAST, id: "x", dependencies: ["sec_1", "other"] },
    ],
    confidence: 1,
  });
  expect(recommendations.map(({ id, dependencies }) => [id, dependencies])).toEqual([
    ["check-owners", []],
    ["check-owners-2", []],
    ["SEC-1", ["check-owners"]],
    ["x", ["SEC-1", "other"]],
  ]);
});

test("questions are taken as texts and as objects, and belong to who was asked", () => {
  const { questions } = reviewIn({
    recommendations: [],
    confidence: 1,
    openQuestions: [
      "How many users?",
      { question: "How many users?", blocks_estimate: "yes", askedBy: "me" },
      {},
      { id: 3, text: "?", default: "None" },
    ],
  });
  const askedBy = "security-specialist";
  expect(questions).toEqual([
    {
      id: "how-many-users",
      text: "How many users?",
      askedBy,
      blocksEstimate: false,
      assumption: "",
    },
    {
      id: "how-many-users-2",
      text: "How many users?",
      askedBy,
      blocksEstimate: true,
      assumption: "",
    },
    { id: "3", text: "?", askedBy, blocksEstimate: false, assumption: "None" },
  ]);
});

test.each([
  ["One", ["One"]],
  ["- One\n\n* Two", ["One", "Two"]],
  [{ text: "One" }, ["One"]],
  [
    ["One", {}, { title: "Two", description: "three" }],
    ["One", "Two: three"],
  ],
])("insights written as %j are %j", (insights, expected) => {
  expect(reviewIn({ recommendations: [], confidence: 1, insights }).insights).toEqual(expected);
});

test("a verdict that is not given, or none that we know, follows from what is said", () => {
  expect(reviewIn(answerWith({})).verdict).toBe("CONCERNS");
  expect(reviewIn({ ...answerWith({}), verdict: "meh" }).verdict).toBe("CONCERNS");
  expect(reviewIn({ ...answerWith({}), verdict: "No-Go" }).verdict).toBe("BLOCKED");
});

test.each([
  [
    { category: "ops", amount: 5 },
    { category: "ops", amount: "5 USD" },
  ],
  ["about 5k", { category: "security-and-privacy", amount: "about 5k" }],
  [undefined, { category: "security-and-privacy", amount: "not estimated" }],
  [
    { total: "x", effort: "3 days" },
    { category: "security-and-privacy", amount: "x", effort: { low: 3, high: 3, expected: 3 } },
  ],
])("a cost analysis of %j is read as %j", (costAnalysis, expected) => {
  expect(reviewIn({ recommendations: [], confidence: 1, costAnalysis }).costAnalysis).toEqual(
    expected,
  );
});

test("what is said of the topics is read beside the review", () => {
  const coverage = ["M1", {}, { topic: "M2", by: "a" }, { TOPIC: "M3", reason: "none" }];
  expect(read({ recommendations: [], confidence: 1, coverage })).toMatchObject({
    coverage: [
      { topic: "M2", by: ["a"], note: "" },
      { topic: "M3", by: [], note: "none" },
    ],
  });
});

test("who answered says so itself only where nobody else does", () => {
  const answer = { recommendations: [], confidence: 1, metadata: { model: "own", tokens: "41.6" } };
  expect(reviewIn(answer)).toMatchObject({ model: "shown-1", tokens: 12 });
  const open = { ...SHOWN_FRAME, model: undefined, tokens: undefined };
  expect(readAnswer(answer, open)).toMatchObject({ review: { model: "own", tokens: 42 } });
  expect(readAnswer({ ...answer, metadata: { tokens: -5 } }, open)).toMatchObject({
    review: { model: "shown", tokens: 0 },
  });
});
