import { resolve } from "node:path";

import { expect, test } from "vitest";

import { readKnowledge } from "../../scripts/read-knowledge.ts";
import { lintKnowledge } from "../../src/rulebook/lint.ts";

const sources = readKnowledge(resolve(import.meta.dirname, "../.."));

test("a playbook answers only what is asked", () => {
  const [first, ...others] = sources.playbooks;
  if (!first) throw new Error("no playbook");
  const playbooks = [{ ...first, settles: ["q-interface", "q-nobody"] }, ...others];
  expect(lintKnowledge({ ...sources, playbooks })).toEqual([
    `config/knowledge/playbooks: ${first.id}: settles "q-nobody", which estimation.yml does not ask`,
  ]);
});
