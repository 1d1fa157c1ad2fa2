import { expect, test } from "vitest";

import { readAnswer } from "../../src/core/answer/read-answer.ts";
import { transformAnswer } from "../../src/core/transform-answer.ts";
import { transformerSchema } from "../../src/schema/registration.ts";
import { SHOWN_FRAME } from "./answer/frame.ts";

const DIALECT = transformerSchema.parse({
  at: "result.review",
  rename: { findings: "insights", actions: "recommendations", certainty: "confidence" },
  renameInRecommendations: { what: "title", why: "description", severity: "priority" },
});

const SAID = {
  result: {
    review: {
      findings: ["Old"],
      certainty: 0.4,
      actions: [{ what: "Do", why: "So", severity: "high", type: "blocking" }, "x"],
    },
  },
};

test("another dialect becomes a review", () => {
  const { result } = SAID;
  const clean = {
    result: { review: { ...result.review, actions: result.review.actions.slice(0, 1) } },
  };
  for (const said of [clean, JSON.stringify(clean)]) {
    expect(readAnswer(transformAnswer(said, DIALECT), SHOWN_FRAME)).toMatchObject({
      kind: "review",
      review: {
        insights: ["Old"],
        confidence: 0.4,
        recommendations: [{ title: "Do", description: "So", priority: "high", type: "blocking" }],
      },
    });
  }
});

test("what does not fit the dialect is left as it is", () => {
  expect(transformAnswer(SAID, DIALECT)).toMatchObject({ recommendations: [{ title: "Do" }, "x"] });
  expect(transformAnswer("in prose", DIALECT)).toBe("in prose");
  expect(transformAnswer({ findings: 1 }, DIALECT)).toEqual({ insights: 1 });
  const plain = transformerSchema.parse({});
  expect(transformAnswer({ toString: 1 }, plain)).toEqual({ toString: 1 });
});
