import { describe, expect, test } from "vitest";

import { renderMarkdown } from "../../src/reports/markdown.ts";
import { renderSummary } from "../../src/reports/summary.ts";
import { epicResponseSchema } from "../../src/schema/epic.ts";
import { enterpriseEpic } from "./epics/enterprise.ts";
import { hostileEpic } from "./epics/hostile.ts";
import { minimalEpic } from "./epics/minimal.ts";
import { approved } from "./golden.ts";

const EPICS = { enterprise: enterpriseEpic, minimal: minimalEpic, hostile: hostileEpic };

describe.each(Object.entries(EPICS))("the %s epic", (name, build) => {
  test("is one that the program could print", () => {
    expect(epicResponseSchema.parse(build())).toEqual(build());
  });

  test("reads as Markdown as it did when last approved", () => {
    const markdown = renderMarkdown(build());
    expect(markdown).toBe(approved(`${name}.md`, markdown));
  });

  test("reads at the terminal as it did when last approved", () => {
    const summary = renderSummary(build(), { columns: 80, where: "docs/epic.md" });
    expect(summary).toBe(approved(`${name}.txt`, summary));
  });
});
