import { expect, test } from "vitest";

import { buildPersonaInput } from "../../src/core/persona-input.ts";
import { personaInputSchema } from "../../src/schema/persona.ts";
import { request } from "../fakes/coordinator.ts";
import { registration, review } from "../fakes/review.ts";

const topic = (name: string) => ({ topic: name, rules: [] });

test("a persona is shown the epic, what came before it, and what it must address in this mode", () => {
  const architect = registration("architect", {
    reviewOrder: 2,
    mustAddress: { mvp: [topic("one")], standard: [topic("two")], enterprise: [] },
    optionalItems: ["diagrams"],
  });
  const said = review("product-owner");
  const input = buildPersonaInput(
    request({ enforceDevops: true, metadata: { priority: "high" } }),
    architect,
    [{ persona: "product-owner", review: said }],
  );
  expect(personaInputSchema.parse(input)).toEqual(input);
  expect(input).toEqual({
    schemaVersion: "2.0",
    epic: {
      description: "Add single sign-on",
      mode: "standard",
      previousPersonas: ["product-owner"],
      accumulatedInsights: { "product-owner": said },
      context: { enforceDevops: true, priority: "high" },
    },
    persona: { name: "architect", reviewOrder: 2, focusAreas: ["Everything"] },
    requirements: { outputFormat: {}, mustAddress: ["two"], optionalItems: ["diagrams"] },
  });
});

test("the first persona has nobody before it, and a request without priority gives none", () => {
  const { epic } = buildPersonaInput(request(), registration("product-owner"), []);
  expect(epic.previousPersonas).toEqual([]);
  expect(epic.context).toEqual({ enforceDevops: false });
});

test("lessons that were recalled are shown to every persona", () => {
  const recalled = [{ ticket: "AEC-101", title: "Returns", source: "x.md", text: "Keep it small" }];
  const { epic } = buildPersonaInput(request({ recalled }), registration("architect"), []);
  expect(epic.context).toEqual({ enforceDevops: false, recalled });
});
