import { expect, test } from "vitest";

import { findConflicts } from "../../src/core/conflicts.ts";
import { findGaps } from "../../src/core/gaps.ts";
import { mergeQuestions } from "../../src/core/questions.ts";
import type { Question } from "../../src/schema/persona.ts";
import { output, runOf } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";

const question = (id: string, blocksEstimate: boolean, text = id): Question => ({
  id,
  text,
  askedBy: "architect",
  blocksEstimate,
  assumption: "",
});

const pair = (id: string, between: [string, string]) => ({
  id,
  between,
  resolution: "Keep the limit",
  decider: "security",
});

const error = (persona: string, message: string) => ({
  type: "TIMEOUT" as const,
  persona,
  message,
  timestamp: "2026-11-20T10:00:00.000Z",
  recoverable: true,
  retryCount: 1,
});

test("questions of all personas are asked once, those that block the estimate first", () => {
  const outputs = [
    output("product-owner", [], { questions: [question("a", false), question("b", true)] }),
    output("architect", [], { questions: [question("b", true, "again"), question("c", true)] }),
  ];
  expect(mergeQuestions(outputs, 9).map(({ text }) => text)).toEqual(["b", "c", "a"]);
  expect(mergeQuestions(outputs, 2).map(({ id }) => id)).toEqual(["b", "c"]);
});

test("a conflict is shown when both sides were said, with who said them", () => {
  const outputs = [
    output("security", [recommendation("limit")]),
    output("accessibility", [recommendation("time")]),
  ];
  const pairs = [
    pair("x", ["limit", "time"]),
    pair("y", ["limit", "no"]),
    pair("z", ["no", "time"]),
  ];
  expect(findConflicts(outputs, pairs)).toEqual([
    { ...pair("x", ["limit", "time"]), personas: ["security", "accessibility"] },
  ]);
});

test("a gap gives the reason that is known best", () => {
  const state = runOf(["architect", "security", "devops", "legal"], {
    personaStates: {
      security: { status: "failed", attempts: 4, reason: "No answer within 200 s" },
      devops: { status: "pending" },
    },
    errors: [error("devops", "first"), error("devops", "last"), error("security", "older")],
  });
  expect(findGaps(state, ["architect"])).toEqual([
    { persona: "security", reason: "No answer within 200 s" },
    { persona: "devops", reason: "last" },
    { persona: "legal", reason: "It was not asked" },
  ]);
});
