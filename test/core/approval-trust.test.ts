import { describe, expect, test } from "vitest";

import { approvalStatement, mayJudge, trustBy } from "../../src/core/approval-trust.ts";
import type { Approval } from "../../src/schema/ticket.ts";

const APPROVAL: Approval = {
  document: "SYSTEM_DESIGN.md",
  verdict: "approved",
  role: "tech-lead",
  hash: "a".repeat(64),
  at: "2026-11-20T09:00:00.000Z",
  by: "Ann",
};
const SIGNED = { ...APPROVAL, signature: "U1NI" };
const GOOD = new Map([["U1NI", { kind: "good", signer: "ann@example.org" } as const]]);
const BAD = new Map([["U1NI", { kind: "bad", problem: "with a bad signature" } as const]]);
const UNKNOWN = new Map([["U1NI", { kind: "unknown", problem: "with a signature" } as const]]);

test("a statement says all that an approval does, and of which ticket", () => {
  expect(approvalStatement("AEC-456", APPROVAL)).toBe(
    `epic-creator approval 1\nticket: AEC-456\ndocument: SYSTEM_DESIGN.md\nverdict: approved\nrole: tech-lead\nhash: ${"a".repeat(64)}\nat: 2026-11-20T09:00:00.000Z\nby: "Ann"\n`,
  );
  expect(approvalStatement("AEC-456", { ...APPROVAL, reason: "a\nb" })).toMatch(
    /\nreason: "a\\nb"\n$/,
  );
});

describe("an approval", () => {
  const anybody = { people: {}, requireSigned: false };
  const signed = { people: {}, requireSigned: true };
  const named = { people: { "tech-lead": ["ann@example.org", "Bob"] }, requireSigned: false };
  test.each([
    ["unsigned, where none has to be", APPROVAL, anybody, GOOD, undefined],
    ["unsigned, where it has to be", APPROVAL, signed, GOOD, " without a signature"],
    ["signed well", SIGNED, signed, GOOD, undefined],
    ["signed wrongly", SIGNED, anybody, BAD, " with a bad signature"],
    ["that nobody can verify and nobody has to", SIGNED, anybody, UNKNOWN, undefined],
    ["that nobody can verify", SIGNED, signed, UNKNOWN, " with a signature"],
    ["signed by somebody in the role", SIGNED, named, GOOD, undefined],
    ["by somebody who is not in it", APPROVAL, named, GOOD, ", and Ann is not tech-lead"],
  ])("%s", (_what, approval, rules, verified, problem) => {
    const told = problem && `was approved by Ann on 2026-11-20${problem}`;
    expect(trustBy(rules, verified)(approval)).toBe(told);
  });
});

test("a role that nobody is named for is open to everybody", () => {
  expect(mayJudge({ team: ["bob"] }, "stakeholder", "ann")).toBe(true);
  expect(mayJudge({ team: ["bob"] }, "team", "ann")).toBe(false);
  expect(mayJudge({}, "constructor", "ann")).toBe(true);
});
