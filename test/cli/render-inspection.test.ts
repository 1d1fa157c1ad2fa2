import { expect, test } from "vitest";

import { renderChecks } from "../../src/cli/render-inspection.ts";

const plain = { color: false };

test("each check is a line, and what to do is below it", () => {
  const checks = [
    { name: "node", status: "ok", detail: "v20" },
    { name: "state file", status: "failed", detail: "is damaged", hint: "restore it" },
  ] as const;
  expect(renderChecks(checks, plain)).toBe(
    [
      "ok       node        v20",
      "failed   state file  is damaged",
      "                     restore it",
      "",
    ].join("\n"),
  );
});

test("color marks the status and nothing else", () => {
  const text = renderChecks([{ name: "git", status: "warning", detail: "not found" }], {
    color: true,
  });
  expect(text).toBe("\u001B[33mwarning\u001B[39m  git  not found\n");
});

test("a detail cannot steer the terminal", () => {
  const checks = [{ name: "locale", status: "ok", detail: "C\u001B[2J" }] as const;
  expect(renderChecks(checks, plain)).not.toContain("\u001B");
});
