import { expect, test } from "vitest";

import { rationaleOf } from "../../src/reports/rationale.ts";
import { advice } from "./epics/parts.ts";

const REASON = "The signed order is evidence.\nIt must not change.";

test("a reason does not repeat evidence, acceptance and references", () => {
  const description = `${REASON}\nBecause: "signed" (sentence 1)\nBuilds on: Keep an audit log\nDone when: It is read-only.\nReference: eIDAS Art. 25, ETSI EN 319 122`;
  const recommendation = advice({
    id: "a",
    title: "A",
    description,
    evidence: [{ quote: "signed", sentence: 1 }],
    acceptance: "It is read-only.",
    references: ["eIDAS Art. 25", "ETSI EN 319 122"],
  });
  expect(rationaleOf(recommendation)).toBe(`${REASON}\nBuilds on: Keep an audit log`);
});

test("a reason of which nothing stands elsewhere is left whole", () => {
  expect(rationaleOf(advice({ id: "a", title: "A", description: REASON }))).toBe(REASON);
  const quoted = advice({
    id: "a",
    title: "A",
    description: REASON,
    evidence: [{ quote: "signed" }],
  });
  expect(rationaleOf(quoted)).toBe(REASON);
});
