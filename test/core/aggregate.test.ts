import { expect, test } from "vitest";

import { completedAt, epicOf } from "../fakes/any-epic.ts";
import { output, runOf } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";

test("an epic without any review is still an epic", () => {
  const { epic, summary } = epicOf([], {}, runOf([]));
  expect(epic).toMatchObject({
    verdict: "READY",
    status: "completed",
    implementationRoadmap: [{}],
  });
  expect(epic.estimatedDuration).toBe("up to 2 weeks with 4 people");
  expect(epic.budget).toBe("7k-9.7k USD");
  expect(summary.totalRecommendations).toBe(0);
});

test("the summary counts what was said, and names who said nothing", () => {
  const blocking = recommendation("sec-1", { type: "blocking" });
  const state = runOf(["architect", "security-specialist", "devops-engineer"], {
    personaStates: { "devops-engineer": { status: "failed", attempts: 4, reason: "No answer" } },
  });
  const skipped = output("architect");
  skipped.persona.status = "skipped";
  const reviews = [output("security-specialist", [blocking, recommendation("sec-2")]), skipped];

  const { epic, summary } = epicOf(reviews, {}, state);

  expect(summary).toEqual({
    totalRecommendations: 2,
    blockingCount: 1,
    suggestedCount: 1,
    estimatedTotalCost: epic.budget,
    personasCompleted: 1,
    personasSkipped: ["architect", "devops-engineer"],
  });
  expect(epic).toMatchObject({ status: "partial", verdict: "CONCERNS" });
  expect(epic.gaps.map(({ reason }) => reason)).toEqual(["It was not asked", "No answer"]);
});

test("an epic too vague to estimate needs clarification and is blocked", () => {
  const reviews = [output("architect")];
  const { epic } = epicOf(reviews, { vague: true, confidence: 0.2 }, runOf(["architect"]));
  expect(epic).toMatchObject({
    status: "needs-clarification",
    verdict: "BLOCKED",
    confidence: 0.2,
  });
});

test("what came with the request is in the metadata", () => {
  const state = runOf([]);
  state.request.metadata = { requestedBy: "ann", project: "shop", ticket: "AEC-456" };
  const lesson = { ticket: "AEC-101", title: "Returns", source: "x.md" };
  state.request.recalled = [{ ...lesson, text: "Keep it small" }];
  state.metadata.warnings = ["Two characters were removed"];
  const { metadata, warnings } = epicOf([], { warnings: ["In euros"] }, state).epic;
  expect(metadata).toMatchObject({ requestedBy: "ann", project: "shop", ticket: "AEC-456" });
  expect(metadata.recalled).toEqual([lesson]);
  expect(metadata).toMatchObject({ completedAt, program: "2.0.0", rulebook: "r1" });
  expect(warnings).toEqual(["Two characters were removed", "In euros"]);
});

test("what nobody could estimate is said to be missing from the sum", () => {
  const { effort: _effort, ...silent } = recommendation("a");
  const { effort: _other, ...another } = recommendation("b");
  const one = epicOf([output("architect", [silent])]).epic.warnings;
  const two = epicOf([output("architect", [silent, another])]).epic.warnings;
  expect(one).toEqual(["The estimate leaves out 1 recommendation of architect without an effort"]);
  expect(two).toEqual(["The estimate leaves out 2 recommendations of architect without an effort"]);
});

const by = (name: string, source: "fallback" | "stale-cache") => {
  const said = output(name);
  return { ...said, metadata: { ...said.metadata, source, model: "gpt-9" } };
};

test("an epic says whose word is not that of whom its persona names", () => {
  const reviews = [by("architect", "fallback"), by("security-specialist", "stale-cache")];
  const { warnings } = epicOf(reviews, {}, runOf(["architect", "security-specialist"])).epic;
  expect(warnings).toEqual([
    "Who answers for architect failed; gpt-9 stood in",
    "Who answers for security-specialist failed; an outdated answer of the cache stands in",
  ]);
});
