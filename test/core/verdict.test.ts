import { expect, test } from "vitest";

import { epicVerdict, reviewVerdict } from "../../src/core/verdict.ts";

const blocking = { type: "blocking", priority: "high" } as const;
const critical = { type: "blocking", priority: "critical" } as const;
const suggested = { type: "suggested", priority: "critical" } as const;
const unsized = { blocksEstimate: true };
const curious = { blocksEstimate: false };

test.each([
  ["nothing", [], [], "READY"],
  ["only suggestions, however urgent", [suggested], [curious], "READY"],
  ["a blocking recommendation", [blocking], [], "CONCERNS"],
  ["a question that blocks the estimate", [], [unsized], "CONCERNS"],
  ["both, without anything critical", [blocking], [unsized], "CONCERNS"],
  ["something critical that can be sized", [critical], [curious], "CONCERNS"],
  ["a critical suggestion and an open size", [suggested], [unsized], "CONCERNS"],
  ["something critical of open size", [blocking, critical], [curious, unsized], "BLOCKED"],
] as const)("a review that says %s", (_what, recommendations, questions, verdict) => {
  expect(reviewVerdict({ recommendations, questions })).toBe(verdict);
});

test.each([
  ["the worst verdict wins", ["READY", "BLOCKED", "CONCERNS"], 0, false, "BLOCKED"],
  ["all ready is ready", ["READY", "READY"], 0, false, "READY"],
  ["a missing persona is never ready", ["READY"], 1, false, "CONCERNS"],
  ["a missing persona makes nothing better", ["BLOCKED"], 1, false, "BLOCKED"],
  ["too vague to begin is blocked", ["READY"], 0, true, "BLOCKED"],
  ["nobody asked, nothing against it", [], 0, false, "READY"],
] as const)("%s", (_what, verdicts, gaps, vague, verdict) => {
  expect(epicVerdict({ verdicts, gaps, vague })).toBe(verdict);
});
