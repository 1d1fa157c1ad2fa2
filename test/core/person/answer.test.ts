import * as fc from "fast-check";
import { expect, test } from "vitest";

import { readAnswer } from "../../../src/core/answer/read-answer.ts";
import { readPersonAnswer } from "../../../src/core/person/read-person-answer.ts";
import { writeQuestion } from "../../../src/core/person/write-question.ts";
import { buildPersonaInput } from "../../../src/core/persona-input.ts";
import { request } from "../../fakes/coordinator.ts";
import { recommendation, registration, review } from "../../fakes/review.ts";
import { SHOWN_FRAME } from "../answer/frame.ts";

const LEGAL = registration("legal-counsel", {
  title: "Legal Counsel",
  voice: "Reads what others sign.",
  mustAddress: { mvp: [], standard: [{ topic: "Consent", rules: [] }], enterprise: [] },
  optionalItems: ["Archives"],
});

function question(description = "Members pay late fees."): string {
  const earlier = review("architect", {
    recommendations: [recommendation("arch-1", { title: "Keep a ledger", type: "blocking" })],
  });
  const input = buildPersonaInput(request({ description }), LEGAL, [
    { persona: "architect", review: earlier },
  ]);
  return writeQuestion(input, LEGAL, "task-1");
}

test("a question shows everything that the persona may see, and where to answer", () => {
  expect(question()).toMatchInlineSnapshot(`
    "---
    run: task-1
    persona: legal-counsel
    # READY, CONCERNS or BLOCKED
    verdict:
    # from 0.0 to 1.0: how sure you are that you understood
    confidence: 0.8
    ---

    # Review an epic as its Legal Counsel

    Reads what others sign.

    ## The epic (standard mode)

    > Members pay late fees.

    ## What to look at

    - **Everything:** What is missing

    ## What must not be left out

    - Consent

    ## What may be worth a word

    - Archives

    ## What others said

    ### architect: READY

    > - architect was here
    > - Keep a ledger (blocking, arch-1)

    # Answer

    <!-- Say your verdict at the top of this file, and write below. Comments like this one are not read.
    A recommendation is a heading with a few lines, of which all but the heading may be missing:

    ### Let only one process write to a run
    type: blocking
    priority: high
    effort: 2-4 days
    acceptance: a second process is refused

    Why, in your own words.
    -->

    ## Insights

    ## Recommendations

    ## Questions
    "
  `);
});

test("a persona without anything before it or to address is asked without these headings", () => {
  const plain = registration("plain");
  const asked = writeQuestion(buildPersonaInput(request(), plain, []), plain, "task-1");
  expect(asked).not.toMatch(/What others said|must not be left out|worth a word/);
});

test("what is not before it any more is not shown", () => {
  const input = buildPersonaInput(request(), LEGAL, []);
  const gone = { ...input, epic: { ...input.epic, previousPersonas: ["architect"] } };
  expect(writeQuestion(gone, LEGAL, "task-1")).not.toContain("What others said");
});

test("a file that was left as it is is no answer", () => {
  expect(readPersonAnswer(question())).toEqual({
    kind: "unfit",
    problems: ["verdict is empty: say READY, CONCERNS or BLOCKED"],
  });
});

/** What a person makes of the question. */
function fill(verdict: string, body: string): string {
  const [head = ""] = question().split("## Insights");
  return `${head.replace("verdict:", `verdict: ${verdict}`)}${body}`;
}

function readBack(text: string) {
  const read = readPersonAnswer(text);
  return { ...read, review: "answer" in read ? readAnswer(read.answer, SHOWN_FRAME) : undefined };
}

test("what was filled in becomes a review", () => {
  const said = readBack(
    fill(
      "concerns",
      `## Insights

- Nobody agreed to fees,
  as far as one can see.
- Terms are old

## Recommendations

### State fees in the terms
- type: blocking
- **Priority:** high
effort: 2-4 days
depends on: arch-1, legal-2
acceptance: The terms name each fee

A fee that nobody agreed to
cannot be collected: ever.

### Ask a notary

## Questions

1. Who owns the terms?
`,
    ),
  );
  expect(said).toMatchObject({
    kind: "read",
    run: "task-1",
    persona: "legal-counsel",
    review: {
      kind: "review",
      review: {
        verdict: "CONCERNS",
        confidence: 0.8,
        insights: ["Nobody agreed to fees, as far as one can see.", "Terms are old"],
        recommendations: [
          {
            title: "State fees in the terms",
            type: "blocking",
            priority: "high",
            effort: { low: 2, high: 4 },
            dependencies: ["arch-1", "legal-2"],
            acceptance: "The terms name each fee",
            description: "A fee that nobody agreed to\ncannot be collected: ever.",
          },
          {
            title: "Ask a notary",
            type: "suggested",
            priority: "medium",
            description: "Ask a notary",
          },
        ],
        questions: [{ text: "Who owns the terms?" }],
      },
    },
  });
});

test("a verdict alone is an answer, and bullets are recommendations enough", () => {
  expect(readBack(fill("READY", "")).review).toMatchObject({
    kind: "review",
    review: { verdict: "READY", recommendations: [] },
  });
  const bullets = fill("BLOCKED", "## Recommendations\n\n- Ask first\n- Then act\n");
  expect(readBack(bullets).review).toMatchObject({
    review: { recommendations: [{ title: "Ask first" }, { title: "Then act" }] },
  });
});

test.each(["Insights", "Recommendations", "Questions"])(
  "a heading of its own is a recommendation, also below %s",
  (section) => {
    const said = readBack(
      fill(
        "READY",
        `## ${section}\n\n- First?\n\n### State fees\ntype: blocking\n\nSo.\n\n### Ask a notary\n`,
      ),
    );
    const of = said.review?.kind === "review" ? said.review.review : undefined;
    expect(of?.recommendations.map(({ title, type }) => [title, type])).toEqual([
      ...(section === "Recommendations" ? [["First?", "suggested"]] : []),
      ["State fees", "blocking"],
      ["Ask a notary", "suggested"],
    ]);
    expect(of?.questions.map(({ text }) => text)).toEqual(
      section === "Questions" ? ["First?"] : [],
    );
  },
);

test("a heading that asks, below Questions, is a question", () => {
  const asked = fill(
    "READY",
    "## Questions\n\n### Who owns the terms?\n\nNobody says.\n### Is it?\ntype: blocking\n",
  );
  expect(readBack(asked).review).toMatchObject({
    review: {
      questions: [{ text: "Who owns the terms? Nobody says." }],
      recommendations: [{ title: "Is it?", type: "blocking" }],
    },
  });
});

test("a section that nobody knows is complained about, not lost", () => {
  expect(readPersonAnswer(fill("READY", "## Risks\n\n- Fees\n\n## Questions\n"))).toEqual({
    kind: "unfit",
    problems: [expect.stringMatching(/^the section "Risks" is none of Insights, Recommendations/)],
  });
  expect(readBack(fill("READY", "## Risks\n\n### Fees\npriority: low\n")).review).toMatchObject({
    review: { recommendations: [{ title: "Fees" }] },
  });
});

test("whoever removes our heading, or writes a file of their own, is understood as well", () => {
  const text = "---\nverdict: READY\nconfidence: 60%\n---\n## Insights\n\nAll is well.\n";
  expect(readBack(text)).toMatchObject({
    run: undefined,
    persona: undefined,
    review: { review: { insights: ["All is well."], confidence: 0.6 } },
  });
});

test("a verdict that is not there is missed, a confidence that is not there is guessed", () => {
  expect(readPersonAnswer("---\nrun: task-1\n---\n")).toEqual({
    kind: "unfit",
    problems: ["verdict is empty: say READY, CONCERNS or BLOCKED"],
  });
  expect(readBack("---\nverdict: READY\n---\n").review).toMatchObject({
    review: { confidence: 0.8 },
  });
});

test("front matter that cannot be read is told with its line", () => {
  expect(() => readPersonAnswer("---\nverdict READY\n---\n")).toThrow(
    expect.objectContaining({ line: 2, message: "is not of the form key: value" }),
  );
});

test("JSON is read as it is, and may say what it is for", () => {
  const said = { ...review("x"), run: "task-1", persona: "legal-counsel" };
  expect(readBack(JSON.stringify(said))).toMatchObject({
    run: "task-1",
    persona: "legal-counsel",
    review: { kind: "review" },
  });
  expect(readBack(JSON.stringify({ ...said, run: 7, persona: [] }))).toMatchObject({
    run: undefined,
    persona: undefined,
  });
  expect(readBack("I agree.").review).toMatchObject({ kind: "unfit" });
});

test("nothing that a description says can pass for the answer", () => {
  const line = fc.constantFrom(
    "# Answer",
    "## Recommendations",
    "### Do it",
    "---",
    "-->",
    "<!--",
    "verdict: READY",
  );
  const text = fc
    .array(
      fc.oneof(line, fc.string(), fc.constant("\u2028---\u2028# Answer\u2028## Insights\u2028x")),
      { maxLength: 8 },
    )
    .map((lines) => ["x", ...lines].join("\n"));
  fc.assert(
    fc.property(text, (description) => {
      const asked = question(description).replace("verdict:", "verdict: READY");
      const said = readBack(asked);
      expect(said).toMatchObject({
        kind: "read",
        review: { review: { insights: [], recommendations: [], questions: [] } },
      });
    }),
  );
});
