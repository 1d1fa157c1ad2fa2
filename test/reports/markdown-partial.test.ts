import { expect, test } from "vitest";

import { renderMarkdown } from "../../src/reports/markdown.ts";
import { minimalEpic } from "./epics/minimal.ts";
import { review } from "./epics/parts.ts";

test("a persona that was left out by choice is named among the gaps", () => {
  const response = minimalEpic();
  response.summary.personasSkipped = ["devops-engineer"];
  const markdown = renderMarkdown(response);
  expect(markdown).toContain("| Personas | 3 reviewed, 1 skipped |");
  expect(markdown).toContain("## Gaps\n\n- DevOps engineer: not asked\n");
});

test("a review that did not end well says so instead of a verdict", () => {
  const response = minimalEpic();
  const failed = review("architect", 2, {});
  failed.persona.status = "failed";
  response.epic.personas = [failed];
  expect(renderMarkdown(response)).toContain("## Architect\n\nThis review is missing: failed.\n");
});

test("the hash of the knowledge is shortened, a release is not", () => {
  const response = minimalEpic();
  expect(renderMarkdown(response)).toContain("| Rulebook | 1.4.0 |");
  response.epic.metadata.rulebook = "0123456789ab".padEnd(64, "c");
  expect(renderMarkdown(response)).toContain("| Rulebook | `0123456789ab` |");
});
