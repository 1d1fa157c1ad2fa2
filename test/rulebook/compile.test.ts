import { resolve } from "node:path";

import { expect, test } from "vitest";

import { readKnowledge } from "../../scripts/read-knowledge.ts";
import { compileKnowledge } from "../../src/rulebook/compile.ts";
import { shipped } from "../fakes/shipped-epic.ts";

const sources = readKnowledge(resolve(import.meta.dirname, "../.."));

test("equal content has an equal version, any change another", () => {
  expect(compileKnowledge(sources).version).toBe(shipped.version);
  const [first, ...rest] = sources.personas;
  if (!first) throw new Error("no persona");
  const altered = { ...sources, personas: [{ ...first, title: "Other" }, ...rest] };
  expect(compileKnowledge(altered).version).not.toBe(shipped.version);
});

test("personas stand in their order, whatever the order of the files", () => {
  const shuffled = { ...sources, personas: sources.personas.toReversed() };
  expect(compileKnowledge(shuffled).personas.map(({ reviewOrder }) => reviewOrder)).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
});

test("a group stands for its signals, so that nobody looks for a star", () => {
  const { confidence, priority } = shipped.estimation;
  expect(confidence.add.flatMap(({ signals }) => signals)).toContain("dom.health");
  expect(priority.pressing).toContain("reg.gdpr");
  expect(JSON.stringify(shipped.estimation)).not.toContain(".*");
});

test("citations are written as rules write them", () => {
  expect(shipped.citations).toContain("WCAG 2.2 SC 2.1.1");
});

test("a signal knows how many rules read it", () => {
  const custom = { ...sources, personas: [] };
  expect(compileKnowledge(custom).signals.every(({ readBy }) => readBy === 0)).toBe(true);
  expect(shipped.signals.find(({ id }) => id === "ui.web")?.readBy).toBeGreaterThan(7);
});
