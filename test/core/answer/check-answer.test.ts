import * as fc from "fast-check";
import { expect, test } from "vitest";

import { type Asked, checkAnswer } from "../../../src/core/answer/check-answer.ts";
import { mendReview } from "../../../src/core/answer/mend-review.ts";
import type { Coverage } from "../../../src/core/answer/read-answer.ts";
import type { Review } from "../../../src/schema/persona.ts";
import { recommendation, review } from "../../fakes/review.ts";
import { anyReview } from "./any-review.ts";

const ASKED: Asked = {
  description: "Patients book appointments online.\nStaff see who booked “what”.",
  topics: [
    { mark: "M1", text: "Record-level authorisation" },
    { mark: "M2", text: "Breach readiness" },
  ],
  earlier: [review("product-owner", { recommendations: [recommendation("po-1")] })],
  citations: ["ASVS v5.0.0-1.2.1", "WCAG 2.2 SC 1.4.3", "GDPR Art. 17", "ISO 1"],
};

const BOTH: Coverage[] = ["M1", "Breach readiness"].map((topic) => ({
  topic,
  by: [],
  note: "no need",
}));

const check = (rest: Partial<Review>, coverage = BOTH) =>
  checkAnswer({ review: review("security", rest), coverage }, ASKED);

test("an answer that addresses what it must, and invents nothing, passes", () => {
  const evidence = [{ quote: "patients  book" }, { quote: 'Staff ... "what"' }];
  const good = recommendation("a", {
    evidence,
    dependencies: ["po-1"],
    references: ["GDPR Art. 17"],
  });
  expect(check({ recommendations: [good, recommendation("b", { dependencies: ["a"] })] })).toEqual(
    [],
  );
});

test("a topic counts as addressed by a part, by a reason, or by its words", () => {
  const silent: unknown[] = [
    "M1 (Record-level authorisation) is not addressed: recommend or ask something about it, or say in coverage why there is no need",
    expect.stringContaining("M2 (Breach readiness)"),
  ];
  expect(check({}, [])).toEqual(silent);
  expect(check({}, [{ topic: "m1", by: ["nothing"], note: "" }])).toEqual(silent);
  const said = {
    recommendations: [recommendation("a", { title: "Be ready for a breach" })],
    questions: [{ id: "q", text: "Who?", askedBy: "x", blocksEstimate: false, assumption: "" }],
  };
  expect(check(said, [{ topic: "M1", by: ["q"], note: "" }])).toEqual([]);
  expect(check({ insights: ["Authorization of each record is level with …"] })).toEqual([]);
});

test("a finding counts as addressed by a recommendation of its id", () => {
  const asked = { ...ASKED, topics: [{ mark: "R1", text: "Mask numbers", id: "a" }] };
  const confirmed = review("x", { recommendations: [recommendation("a")] });
  expect(checkAnswer({ review: confirmed, coverage: [] }, asked)).toEqual([]);
  expect(checkAnswer({ review: review("x"), coverage: [] }, asked)).toHaveLength(1);
});

test("a topic of short words alone can only be covered by name", () => {
  const asked = { ...ASKED, topics: [{ mark: "M1", text: "PII" }] };
  expect(checkAnswer({ review: review("x"), coverage: [] }, asked)).toHaveLength(1);
});

test("words that nobody wrote, ids of nothing and standards that are none are named", () => {
  const bad = recommendation("a", {
    evidence: [{ quote: "Doctors book" }, { quote: "online ... Patients" }, { quote: "..." }],
    dependencies: ["zz"],
    references: ["ASVS v5.0.0-1.2.1", "ASVS 5.0.0 V99.1.1", "WCAG 2.2 SC 9.9.9", "ISO 42"],
  });
  expect(check({ recommendations: [bad] })).toEqual([
    'recommendations[0].evidence: "Doctors book" does not occur in the description; quote it word for word, or leave it out',
    expect.stringContaining('"online ... Patients" does not occur'),
    expect.stringContaining('"..." does not occur'),
    'recommendations[0].dependencies: there is no recommendation "zz"',
    'recommendations[0].references: "ASVS 5.0.0 V99.1.1" does not exist',
    'recommendations[0].references: "WCAG 2.2 SC 9.9.9" does not exist',
  ]);
});

test.each([
  ["WCAG 2.1 AA 1.4.3", true],
  ["ASVS 1.2", true],
  ["ASVS 1.3", false],
  ["GDPR Article 5", true],
  ["GDPR art. 120", false],
  ["PCI DSS 4.0 Requirement 3", true],
  ["PCI-DSS Req 13", false],
  ["OWASP API3:2023", true],
  ["OWASP LLM11:2025", false],
  ["OWASP A0:2021", false],
  ["WCAG 2.2", true],
])("whether %s exists is %s", (reference, exists) => {
  const found = check({ recommendations: [recommendation("a", { references: [reference] })] });
  expect(found).toHaveLength(exists ? 0 : 1);
});

test("what is said twice, or against itself, is named", () => {
  const twice = [recommendation("a"), recommendation("A", { title: "do A" }), recommendation("c")];
  expect(check({ recommendations: twice })).toEqual([
    "recommendations[1] has the id of recommendations[0]: make one of the two, or tell them apart",
    "recommendations[1] has the title of recommendations[0]: make one of the two, or tell them apart",
  ]);
  const blocker = recommendation("b", { type: "blocking", priority: "low" });
  expect(check({ recommendations: [blocker] })).toEqual([
    "verdict is READY, but something is blocking or a question blocks the estimate: it must be CONCERNS",
    "b is blocking and of low priority: make it suggested, or raise the priority",
  ]);
  expect(check({ verdict: "BLOCKED" })).toEqual([
    "verdict is BLOCKED, but no recommendation is blocking: say what blocks, or make it CONCERNS",
  ]);
  const circle = [
    recommendation("a", { dependencies: ["b"] }),
    recommendation("b", { dependencies: ["a"] }),
  ];
  expect(check({ recommendations: circle })).toEqual([
    expect.stringMatching(/^\w depends on \w, which closes a circle/),
  ]);
});

test("a mended review holds nothing that was invented, and is no better than its findings", () => {
  fc.assert(
    fc.property(anyReview, (any) => {
      const mended = mendReview(any, ASKED);
      const kinds = checkAnswer({ review: mended, coverage: BOTH }, ASKED).filter((fault) =>
        /does not occur|there is no|does not exist|verdict is READY/.test(fault),
      );
      expect(kinds).toEqual([]);
      expect(mendReview(mended, ASKED)).toEqual(mended);
    }),
  );
});

test("what is not mended stays as it was", () => {
  const fine = review("x", { verdict: "BLOCKED", recommendations: [recommendation("a")] });
  expect(mendReview(fine, ASKED)).toEqual(fine);
});
