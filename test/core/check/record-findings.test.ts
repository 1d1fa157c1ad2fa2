import { expect, test } from "vitest";

import { recordFindings } from "../../../src/core/check/record-findings.ts";
import { documentHash } from "../../../src/core/ticket-approval.ts";
import { type Approval, evidenceKindSchema, type Waiver } from "../../../src/schema/ticket.ts";
import { checkedTicket } from "../../fakes/checked-ticket.ts";
import { GROUND, STEPS } from "../../fakes/ticket-ground.ts";

const TEXTS = {
  "FEATURE_REQUIREMENTS.md": "requirements",
  "SYSTEM_DESIGN.md": "design",
  "IMPLEMENTATION_PLAN.md": "plan",
  "COMPLETION_SUMMARY.md": "summary",
};
const at = "2026-11-10T09:00:00.000Z";
const approvals = Object.values(STEPS).map(({ document, roles }): Approval => ({
  document,
  verdict: "approved",
  role: roles[0] ?? "",
  hash: documentHash(TEXTS[document]),
  at,
  by: "cy",
}));
const evidence = evidenceKindSchema.options.map((kind) => ({ kind, note: "x", at, by: "ann" }));
const ALL = { approvals, evidence };
const brief = (findings: ReturnType<typeof recordFindings>) =>
  findings.map(({ rule, level, path, message }) => [rule, level, path.split("/").at(-1), message]);

test.each(["CREATED", "APPROVED", "IN_PROGRESS", "REVIEW", "COMPLETE", "ARCHIVED"] as const)(
  "a ticket that has all that %s rests on has no findings",
  (state) => {
    expect(recordFindings(checkedTicket(state, TEXTS, ALL), GROUND)).toEqual([]);
  },
);

test("what a state rests on is missed where it is gone", () => {
  const edited = { ...TEXTS, "SYSTEM_DESIGN.md": "other", "IMPLEMENTATION_PLAN.md": "[[fill: x]]" };
  const some = { approvals, evidence: evidence.filter(({ kind }) => kind !== "tests") };
  expect(brief(recordFindings(checkedTicket("REVIEW", edited, some), GROUND))).toEqual([
    [
      "void-approval",
      "error",
      "SYSTEM_DESIGN.md",
      "AEC-456 is REVIEW, but SYSTEM_DESIGN.md has changed since cy approved it on 2026-11-10",
    ],
    [
      "missing-evidence",
      "error",
      "README.md",
      "AEC-456 is REVIEW, but no green tests are recorded since the work began",
    ],
  ]);
  const none = recordFindings(checkedTicket("IN_PROGRESS", TEXTS, { approvals }), GROUND);
  expect(none.map(({ rule, level }) => [rule, level])).toEqual([["missing-evidence", "warning"]]);
  const { "COMPLETION_SUMMARY.md": _gone, ...rest } = TEXTS;
  expect(brief(recordFindings(checkedTicket("COMPLETE", rest, ALL), GROUND))).toEqual([
    [
      "missing-evidence",
      "error",
      "COMPLETION_SUMMARY.md",
      "AEC-456 is COMPLETE, but COMPLETION_SUMMARY.md is missing",
    ],
  ]);
});

const waiver = (recommendation: string, until: string): Waiver => ({
  recommendation,
  until,
  reason: "later",
  at,
  by: "cy",
});

test("a blocker is open until it is taken up or waived, and again when the waiver ends", () => {
  const blocking = ["sec-a", "sec-b", "sec-c", "sec-d"];
  const waivers = [waiver("sec-b", "2026-11-20"), waiver("sec-c", "2026-11-19")];
  const texts = { ...TEXTS, "NOTES.md": "", "SYSTEM_DESIGN.md": "as `sec-d` asks" };
  const planned = recordFindings(checkedTicket("CREATED", texts, { blocking, waivers }), GROUND);
  expect(planned.map(({ rule, level, message }) => [rule, level, message])).toEqual([
    ["open-blocker", "note", "sec-a blocks, and no document names it"],
    ["expired-waiver", "error", "sec-c blocks: the waiver by cy ended with 2026-11-19"],
  ]);
  const begun = checkedTicket("IN_PROGRESS", TEXTS, { ...ALL, blocking: ["sec-a"] });
  expect(recordFindings(begun, GROUND)[0]).toMatchObject({ rule: "open-blocker", level: "error" });
  const done = checkedTicket("COMPLETE", TEXTS, { ...ALL, blocking, waivers });
  expect(recordFindings(done, GROUND)).toEqual([]);
});
