import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findHistoryFault, LIFECYCLE, transitionsFrom } from "../../src/core/lifecycle.ts";
import { documentHash, unagreed } from "../../src/core/ticket-approval.ts";
import { missingFor as missingOn } from "../../src/core/ticket-evidence.ts";
import type { TicketTexts } from "../../src/core/ticket-open.ts";
import {
  type Approval,
  type EvidenceKind,
  evidenceKindSchema,
  type Ticket,
  TICKET_FILES,
  type TicketEvent,
  type TicketState,
  ticketStateSchema,
} from "../../src/schema/ticket.ts";
import { GROUND, STEPS } from "../fakes/ticket-ground.ts";

const missingFor = (step: Parameters<typeof missingOn>[0], ticket: Ticket, texts: TicketTexts) =>
  missingOn(step, { ticket, texts }, GROUND);

const time = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();

/** A ticket that went through these states, a minute each. */
function ticketAfter(states: readonly TicketState[], rest: Partial<Ticket> = {}): Ticket {
  const history = states.map((to, index): TicketEvent => ({
    at: time(index),
    from: states[index - 1] ?? null,
    to,
    by: "ann",
  }));
  return {
    schemaVersion: "2.0",
    ticket: "AEC-456",
    title: "Returns",
    state: states.at(-1) ?? "CREATED",
    createdAt: time(0),
    documents: ["INDEX.md"],
    history,
    approvals: [],
    evidence: [],
    links: [],
    blocking: [],
    waivers: [],
    ...rest,
  };
}

const WRITTEN = Object.fromEntries(TICKET_FILES.map((file) => [file, `all of ${file}`]));
const approved = (document: Approval["document"], rest: Partial<Approval> = {}): Approval => ({
  document,
  verdict: "approved",
  role: Object.values(STEPS).find((step) => step.document === document)?.roles[0] ?? "team",
  hash: documentHash(WRITTEN[document] ?? ""),
  at: time(1),
  by: "cy",
  ...rest,
});
const ALL_APPROVED = Object.values(STEPS).map(({ document }) => approved(document));
const recorded = (minute: number, kinds: readonly EvidenceKind[] = evidenceKindSchema.options) =>
  kinds.map((kind) => ({ kind, note: "x", at: time(minute), by: "ann" }));

const planned = (approvals: Approval[]) => ticketAfter(["CREATED", "PLANNING"], { approvals });
/** What a design with this text lacks. */
const lackOf = (text: string) => {
  const texts = { ...WRITTEN, "SYSTEM_DESIGN.md": text };
  return missingFor({ needs: ["design"] }, planned(ALL_APPROVED), texts);
};
const WAY = ticketStateSchema.options;
const needsOf = (from: TicketState, to: TicketState) => ({
  needs: LIFECYCLE.find((step) => step.from === from && step.to === to)?.needs ?? [],
});

test("the way on leads from every state to the next one, and from the last to none", () => {
  expect(WAY.map((state) => transitionsFrom(state)[0]?.to)).toEqual([...WAY.slice(1), undefined]);
});

describe("what a step lacks", () => {
  test("of a blank ticket is its documents", () => {
    const missing = missingFor(needsOf("CREATED", "PLANNING"), ticketAfter(["CREATED"]), {});
    expect(missing).toEqual(TICKET_FILES.map((file) => `${file} is missing`));
    expect(missingFor(needsOf("CREATED", "PLANNING"), ticketAfter(["CREATED"]), WRITTEN)).toEqual(
      [],
    );
  });

  test("of a plan is what is not written, not approved, rejected or changed", () => {
    const texts = {
      ...WRITTEN,
      "FEATURE_REQUIREMENTS.md": "[[fill: a]] [[fill: b]]",
      "IMPLEMENTATION_PLAN.md": "other",
    };
    const needs = needsOf("PLANNING", "APPROVED");
    expect(missingFor(needs, planned(ALL_APPROVED), texts)).toEqual([
      "FEATURE_REQUIREMENTS.md has 2 places to fill",
      "IMPLEMENTATION_PLAN.md has changed since cy approved it on 2026-11-20",
    ]);
    const rejected = approved("SYSTEM_DESIGN.md", { verdict: "rejected", reason: "too big" });
    expect(missingFor(needs, planned([...ALL_APPROVED, rejected]), WRITTEN)).toEqual([
      "SYSTEM_DESIGN.md was rejected by cy on 2026-11-20: too big",
    ]);
    const { reason: _reason, ...silent } = rejected;
    expect(missingFor(needs, planned([...ALL_APPROVED, silent]), WRITTEN)).toEqual([
      "SYSTEM_DESIGN.md was rejected by cy on 2026-11-20",
    ]);
    expect(
      missingFor(needs, planned([]), { ...WRITTEN, "SYSTEM_DESIGN.md": "[[fill: x]]" }),
    ).toEqual([
      "FEATURE_REQUIREMENTS.md is not approved by the role stakeholder",
      "SYSTEM_DESIGN.md has 1 place to fill",
      "IMPLEMENTATION_PLAN.md is not approved by the role team",
    ]);
    expect(missingFor(needs, planned(ALL_APPROVED), WRITTEN)).toEqual([]);
  });

  test("of a document with conflicts is that they are settled", () => {
    const ours = "<!-- conflict: as it was written -->";
    expect(lackOf(ours)).toEqual(["SYSTEM_DESIGN.md has 1 conflict to settle"]);
    expect(lackOf(`${ours}\r\n<<<<<<< HEAD\n[[fill: x]]`)).toEqual([
      "SYSTEM_DESIGN.md has 1 place to fill and 2 conflicts to settle",
    ]);
  });

  test("of a release is what was not recorded since its state began", () => {
    const again: TicketState[] = [...WAY.slice(0, 5), "IN_PROGRESS", "REVIEW"];
    const release = needsOf("REVIEW", "COMPLETE");
    const early = ticketAfter(again, { approvals: ALL_APPROVED, evidence: recorded(4) });
    expect(missingFor(release, early, { ...WRITTEN, "COMPLETION_SUMMARY.md": undefined })).toEqual([
      "no code is linked, and none is recorded since the work began",
      "no green tests are recorded since the work began",
      "no review is recorded since it was asked for",
      "no merge is recorded since the review was asked for",
      "no deployment is recorded since the review was asked for",
      "COMPLETION_SUMMARY.md is missing",
    ]);
    const now = ticketAfter(again, { approvals: ALL_APPROVED, evidence: recorded(6) });
    expect(missingFor(release, now, WRITTEN)).toEqual([]);
  });

  test("of the beginning of the work is a branch, whenever it was recorded", () => {
    const begin = needsOf("APPROVED", "IN_PROGRESS");
    const ticket = ticketAfter(["CREATED", "PLANNING", "APPROVED"], { approvals: ALL_APPROVED });
    expect(missingFor(begin, ticket, WRITTEN)).toEqual(["no branch is recorded"]);
    expect(missingFor(begin, { ...ticket, evidence: recorded(0, ["branch"]) }, WRITTEN)).toEqual(
      [],
    );
  });
});

test("no document that was edited stays approved, and line endings are no edit", () => {
  const step = STEPS.requirements;
  const { trust } = GROUND;
  const text = fc.string().map((line) => line.replaceAll("\r", ""));
  fc.assert(
    fc.property(fc.array(text), text, (lines, other) => {
      const before = lines.join("\n");
      const hash = documentHash(before);
      const ticket = ticketAfter(["CREATED"], { approvals: [approved(step.document, { hash })] });
      fc.pre(!/\[\[fill:/.test(before + other));
      expect(unagreed(step, ticket, lines.join("\r\n"), trust)).toEqual([]);
      expect(unagreed(step, ticket, `${before}x${other}`, trust)).toEqual([
        "has changed since cy approved it on 2026-11-20",
      ]);
    }),
  );
});

describe("a history", () => {
  test("of any legal steps is right, and so is the state that it leads to", () => {
    const choices = fc.array(fc.nat(), { maxLength: 20 });
    fc.assert(
      fc.property(choices, (picks) => {
        const states: TicketState[] = ["CREATED"];
        for (const pick of picks) {
          const ways = transitionsFrom(states.at(-1) ?? "CREATED");
          states.push(ways[pick % Math.max(ways.length, 1)]?.to ?? "CREATED");
        }
        expect(findHistoryFault(ticketAfter(states))).toBeUndefined();
        const before = states[states.indexOf("COMPLETE") - 1] ?? "REVIEW";
        expect(before === "REVIEW" || !states.includes("COMPLETE")).toBe(true);
      }),
    );
  });

  test("that jumps is found, whatever the jump", () => {
    const state = fc.constantFrom(...WAY);
    fc.assert(
      fc.property(state, state, (from, to) => {
        fc.pre(to !== "CREATED" && !LIFECYCLE.some((step) => step.from === from && step.to === to));
        const { history } = ticketAfter(WAY.slice(0, WAY.indexOf(from) + 1));
        const jumped = [...history, { at: time(20), from, to, by: "eve" }];
        expect(findHistoryFault({ history: jumped, state: to })).toMatchObject({
          key: "history",
          member: jumped.length,
        });
      }),
    );
  });
});
