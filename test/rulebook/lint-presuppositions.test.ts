import { resolve } from "node:path";

import { expect, test } from "vitest";

import { readKnowledge } from "../../scripts/read-knowledge.ts";
import { lintKnowledge } from "../../src/rulebook/lint.ts";

const sources = readKnowledge(resolve(import.meta.dirname, "../.."));

test("a presupposition rests on signals that exist", () => {
  const { presuppositions } = sources;
  const broken = {
    ...sources,
    presuppositions: { ...presuppositions, screen: { signals: ["ui.none"], terms: ["page"] } },
  };
  expect(lintKnowledge(broken)).toContain(
    "config/knowledge/presuppositions.yml: screen: names the signal ui.none, which is none",
  );
});
