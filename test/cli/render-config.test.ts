import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { renderConfig, renderOrigins } from "../../src/cli/render-config.ts";
import { CONFIG } from "../fakes/config.ts";

test("a configuration is shown as YAML that says the same", () => {
  const text = renderConfig(CONFIG);
  expect(text).toContain("coordination:\n  defaultMode: standard\n");
  expect(parse(text)).toEqual(CONFIG);
});

test("any text in it comes back from the YAML as it was", () => {
  const word = fc.oneof(fc.string(), fc.constantFrom("true", "no", "1e3", "null", "- a", "a: b"));
  fc.assert(
    fc.property(word, (text) => {
      expect(parse(renderConfig({ section: { key: text } }))).toEqual({ section: { key: text } });
    }),
  );
});

test("each value is shown with where it comes from", () => {
  const leaves = [
    { path: "gate.failOn", value: "none", origin: "default" },
    { path: "estimation.dayRate", value: 900, origin: "EPIC_DAY_RATE" },
  ];
  expect(renderOrigins(leaves, {})).toBe(
    [
      "KEY                 VALUE  ORIGIN",
      "gate.failOn         none   default",
      "estimation.dayRate  900    EPIC_DAY_RATE",
      "",
    ].join("\n"),
  );
  expect(renderOrigins(leaves, { columns: 30 })).toBe(
    ["gate.failOn", "  none  default", "estimation.dayRate", "  900  EPIC_DAY_RATE", ""].join("\n"),
  );
});
