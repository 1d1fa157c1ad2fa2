import { expect, test } from "vitest";

import { phasesOf } from "../../src/rulebook/phases.ts";
import { shipped } from "../fakes/shipped-epic.ts";

const { roadmap } = shipped.estimation;

test("standard and enterprise plan in six phases", () => {
  const phases = phasesOf("standard", roadmap);
  expect(phases.map(({ id }) => id)).toEqual([
    "decide",
    "foundation",
    "build",
    "prove",
    "launch",
    "improve",
  ]);
  expect(phases.filter(({ baseline }) => baseline).map(({ id }) => id)).toEqual(["build"]);
  expect(phasesOf("enterprise", roadmap)).toEqual(phases);
});

test("mvp plans in three, and keeps a list for later", () => {
  const phases = phasesOf("mvp", roadmap);
  expect(phases.map(({ id, title }) => [id, title])).toEqual([
    ["decide", "Decide and foundation"],
    ["build", "Build the first slice"],
    ["launch", "Prove, pilot and launch"],
    ["improve", "Backlog"],
  ]);
});

test("a merged phase takes in what its parts did, and ends when both have ended", () => {
  const parts = phasesOf("standard", roadmap).slice(0, 2);
  expect(phasesOf("mvp", roadmap)[0]).toMatchObject({
    exit: parts.map(({ exit }) => exit).join("; "),
    rules: parts.flatMap(({ rules }) => rules),
    holds: parts.flatMap(({ holds }) => holds),
  });
});

test("every rule that a phase names exists", () => {
  const rules = new Set(shipped.personas.flatMap((persona) => persona.rules.map(({ id }) => id)));
  const named = roadmap.phases.flatMap((phase) => phase.rules);
  expect(named.filter((id) => !rules.has(id))).toEqual([]);
});
