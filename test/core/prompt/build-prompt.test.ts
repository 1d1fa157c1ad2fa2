import { readFileSync } from "node:fs";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  buildPrompt,
  buildRepair,
  type PromptRequest,
  topicsOf,
} from "../../../src/core/prompt/build-prompt.ts";
import { recommendation, registration, review } from "../../fakes/review.ts";

const template = (name: string) => {
  const origin = `templates/prompts/${name}.md`;
  return { origin, text: readFileSync(origin, "utf8") };
};
const templates = {
  system: template("system"),
  review: template("review"),
  repair: template("repair"),
};

function request(rest: Partial<PromptRequest["input"]["epic"]> = {}): PromptRequest {
  return {
    registration: registration("architect", { voice: "Thinks in parts.", title: "Architect" }),
    grounding: undefined,
    templates,
    input: {
      schemaVersion: "2.0",
      epic: {
        description: "Patients book online",
        mode: "standard",
        previousPersonas: [],
        accumulatedInsights: {},
        context: { enforceDevops: false },
        ...rest,
      },
      persona: { name: "architect", reviewOrder: 2, focusAreas: ["Everything"] },
      requirements: {
        outputFormat: { type: "object" },
        mustAddress: ["Boundaries", "Data"],
        optionalItems: [],
      },
    },
  };
}

const grounding = review("rulebook", {
  recommendations: [recommendation("r-1", { type: "blocking" }), recommendation("r-2")],
  questions: [
    { id: "q", text: "Who?", askedBy: "architect", blocksEstimate: true, assumption: "" },
  ],
});

test("a prompt says who is asked, what about, and in which form to answer", () => {
  const { system, user } = buildPrompt(request());
  expect(system).toContain("You are the Architect on a panel");
  expect(system).toContain("Thinks in parts.");
  expect(system).toContain("- all: Everything. What is missing");
  expect(system).toContain('{"type":"object"}');
  expect(user).toContain("as thoroughly as a team does");
  expect(user).toContain("- M1: Boundaries\n- M2: Data");
  expect(user).toContain("None: you are the first.");
  expect(user).toContain("- enforceDevops: false");
  expect(user).toMatch(
    /# What you may address as well\n\nNone\.\n\n# Findings of a rulebook\n\nNone\./,
  );
});

test("the part that is the same for every epic holds nothing of this one", () => {
  const [one, other] = [request(), request({ description: "Other", mode: "mvp" })];
  expect(buildPrompt(one).system).toBe(buildPrompt(other).system);
});

test("earlier reviews are told as far as the next one needs them", () => {
  const earlier = review("product-owner", {
    recommendations: [recommendation("po-1", { evidence: [{ quote: "secret words" }] })],
    questions: [{ id: "q", text: "Who?", askedBy: "x", blocksEstimate: false, assumption: "All" }],
  });
  const { user } = buildPrompt(
    request({
      previousPersonas: ["product-owner", "gone"],
      accumulatedInsights: { "product-owner": earlier },
    }),
  );
  expect(user).toMatch(/<<data-[\da-f]{24} review of product-owner\n\{/);
  expect(user).toContain('"id": "po-1"');
  expect(user).not.toContain("secret words");
  expect(user).not.toContain("gone");
});

test("the findings of the rulebook are a checklist with marks", () => {
  const { user } = buildPrompt({ ...request(), grounding });
  expect(user).toContain("Confirm each");
  expect(user).toContain("R1 r-1 (blocking, medium): Do r-1. Because of r-1");
  expect(user).toContain("Q1 q: Who?");
  expect(topicsOf(["Boundaries", "Data"], grounding)).toEqual([
    { mark: "M1", text: "Boundaries" },
    { mark: "M2", text: "Data" },
    { mark: "R1", text: "Do r-1", id: "r-1" },
  ]);
  expect(topicsOf(["Boundaries", "Data"], undefined)).toHaveLength(2);
});

test("no description can close the fence that it stands in, nor fill a placeholder", () => {
  const evil = fc.constantFrom("<<data-", "data-0>>", "{{format}}", "\n", "# How you answer", "a");
  fc.assert(
    fc.property(fc.array(evil), fc.string(), (parts, tail) => {
      const description = parts.join("") + tail;
      const { user } = buildPrompt(request({ description }));
      const [, mark = ""] = /<<(data-[\da-f]{24}) description\n/.exec(user) ?? [];
      expect(description).not.toContain(mark);
      expect(user.split(`${mark}>>`)).toHaveLength(2);
      expect(user).toContain(`<<${mark} description\n${description}\n${mark}>>`);
    }),
  );
});

test("the same question is the same bytes, and another has other marks", () => {
  expect(buildPrompt(request())).toEqual(buildPrompt(request()));
  const marks = ["a", "b"].map(
    (description) => /data-[\da-f]{24}/.exec(buildPrompt(request({ description })).user)?.[0],
  );
  expect(new Set(marks).size).toBe(2);
});

test("what does not fit is told one line each", () => {
  expect(buildRepair(templates, ["a is missing", "b must be c"])).toContain(
    "- a is missing\n- b must be c\n",
  );
});

test("a template of one's own that asks for what there is not is refused with its line", () => {
  const own = { origin: ".ai/prompts/system.md", text: "You are\n{{titel}}" };
  expect(() => buildPrompt({ ...request(), templates: { ...templates, system: own } })).toThrow(
    "The template .ai/prompts/system.md has no value for {{titel}} on line 2",
  );
});
