import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import type { ApprovalName } from "../../src/core/ticket-approval.ts";
import type { Documents, TicketFiles } from "../../src/ports/ticket-files.ts";
import {
  type EvidenceKind,
  evidenceKindSchema,
  type TicketState,
} from "../../src/schema/ticket.ts";
import { advanceTicket } from "../../src/tickets/advance-ticket.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { judgeDocument, type JudgeRequest } from "../../src/tickets/judge-document.ts";
import { recordEvidence } from "../../src/tickets/record-evidence.ts";
import { showTicket } from "../../src/tickets/show-ticket.ts";
import { fakeClock } from "../fakes/clock.ts";
import { STEPS } from "../fakes/ticket-ground.ts";
import { request, ticketParts } from "./parts.ts";

const PLACE = { key: "AEC-456" };
const WRITTEN: Documents = {
  "FEATURE_REQUIREMENTS.md": "requirements",
  "SYSTEM_DESIGN.md": "design",
  "IMPLEMENTATION_PLAN.md": "plan",
  "COMPLETION_SUMMARY.md": "summary",
};
const NAMES: readonly ApprovalName[] = ["requirements", "design", "plan"];

/** One ticket, opened, and everything that can be done to it. */
async function ticket(documents: Documents = WRITTEN) {
  const clock = fakeClock();
  const parts = { ...ticketParts(), clock };
  await initTicket(request(), parts);
  /** What each document said when it was last judged; undefined where it was rejected. */
  const agreed = new Map<string, string | undefined>();
  const life = {
    agreed,
    files: parts.files,
    parts,
    advance: async (to?: TicketState) => {
      clock.advance(1000);
      return (await advanceTicket({ ...PLACE, to, author: "ann" }, parts)).ticket.state;
    },
    judge: async (document: ApprovalName, rest: Partial<JudgeRequest> = {}) => {
      clock.advance(1000);
      const [role = ""] = STEPS[document].roles;
      const asked = { ...PLACE, document, verdict: "approved" as const, role, author: "cy" };
      const text = (await parts.files.read(PLACE))[STEPS[document].document];
      const judged = await judgeDocument({ ...asked, ...rest }, parts);
      agreed.set(STEPS[document].document, rest.verdict === "rejected" ? undefined : text);
      return judged;
    },
    record: async (...kinds: EvidenceKind[]) => {
      clock.advance(1000);
      for (const kind of kinds)
        await recordEvidence({ ...PLACE, kind, note: "x", author: "bob" }, parts);
    },
    edit: async (texts: Documents) => {
      await parts.files.write(PLACE, texts, { replace: true });
    },
  };
  await life.edit(documents);
  return life;
}

async function refusalOf(act: Promise<unknown>): Promise<EpicError> {
  try {
    await act;
  } catch (error) {
    if (error instanceof EpicError) return error;
    throw error;
  }
  throw new Error("It was done");
}

test("a ticket lives from CREATED to ARCHIVED where everything is there", async () => {
  const life = await ticket();
  expect(await life.advance()).toBe("PLANNING");
  for (const name of NAMES) await life.judge(name);
  expect(await life.advance()).toBe("APPROVED");
  await life.record("branch");
  expect(await life.advance()).toBe("IN_PROGRESS");
  await life.record("code", "tests");
  expect(await life.advance()).toBe("REVIEW");
  await life.record("review", "merge", "deployment");
  expect(await life.advance()).toBe("COMPLETE");
  expect(await life.advance()).toBe("ARCHIVED");
  const { ticket: record, next } = await showTicket("AEC-456", life.parts);
  expect(record.history.map(({ to }) => to).join(" ")).toBe(
    "CREATED PLANNING APPROVED IN_PROGRESS REVIEW COMPLETE ARCHIVED",
  );
  expect([record.approvals.length, record.evidence.length, next]).toEqual([3, 6, undefined]);
  expect(await refusalOf(life.advance())).toMatchObject({
    code: "ILLEGAL_TRANSITION",
    message: "AEC-456 is ARCHIVED, and nothing follows",
  });
});

test("a step that lacks something names all of it and changes nothing", async () => {
  const life = await ticket();
  await life.advance();
  const before = await life.files.read(PLACE);
  expect(await refusalOf(life.advance())).toMatchObject({
    code: "ILLEGAL_TRANSITION",
    message:
      "AEC-456 cannot go from PLANNING to APPROVED yet: " +
      "FEATURE_REQUIREMENTS.md is not approved by the role stakeholder; " +
      "SYSTEM_DESIGN.md is not approved by the role tech-lead; " +
      "IMPLEMENTATION_PLAN.md is not approved by the role team",
  });
  expect(await life.files.read(PLACE)).toEqual(before);
  expect((await showTicket("AEC-456", life.parts)).next?.missing).toHaveLength(3);
});

test("a step that the lifecycle does not have names those that it has", async () => {
  const life = await ticket();
  expect(await refusalOf(life.advance("COMPLETE"))).toMatchObject({
    code: "ILLEGAL_TRANSITION",
    message: "AEC-456 cannot go from CREATED to COMPLETE",
    hint: "from CREATED it can go to PLANNING",
  });
});

test("an edit voids an approval, and the same text brings it back", async () => {
  const life = await ticket();
  await life.advance();
  for (const name of NAMES) await life.judge(name);
  await life.edit({ "SYSTEM_DESIGN.md": "another design" });
  const { message } = await refusalOf(life.advance());
  expect(message).toContain("yet: SYSTEM_DESIGN.md has changed since cy approved it on 2026-11-20");
  const { documents } = await showTicket("AEC-456", life.parts);
  expect(documents.filter(({ approved }) => approved === false).map(({ name }) => name)).toEqual([
    "SYSTEM_DESIGN.md",
  ]);
  await life.edit({ "SYSTEM_DESIGN.md": "design" });
  expect(await life.advance()).toBe("APPROVED");
});

describe("a judgement", () => {
  test("of what is approved takes the ticket back to PLANNING", async () => {
    const life = await ticket();
    await life.advance();
    for (const name of NAMES) await life.judge(name);
    await life.advance();
    const reason = "the carrier changed";
    const { state, history } = await life.judge("design", { verdict: "rejected", reason });
    expect([state, history.at(-1)]).toEqual([
      "PLANNING",
      expect.objectContaining({ from: "APPROVED", to: "PLANNING", by: "cy" }),
    ]);
    expect((await refusalOf(life.advance())).message).toContain(
      `rejected by cy on 2026-11-20: ${reason}`,
    );
    await life.judge("design");
    expect(await life.advance()).toBe("APPROVED");
  });

  test("leaves a ticket that is not approved yet where it is", async () => {
    const life = await ticket();
    await life.advance();
    expect((await life.judge("plan", { verdict: "rejected", reason: "x" })).state).toBe("PLANNING");
  });

  test.each([
    ["by another role", "requirements", { role: "team" }, {}, "NOT_ALLOWED"],
    [
      "of what is not written",
      "requirements",
      {},
      { "FEATURE_REQUIREMENTS.md": "[[fill: x]]" },
      "ILLEGAL_TRANSITION",
    ],
    ["before its turn", "design", {}, {}, "ILLEGAL_TRANSITION"],
    ["before both turns", "plan", {}, {}, "ILLEGAL_TRANSITION"],
  ] as const)("%s is refused", async (_what, name, rest, texts, code) => {
    const life = await ticket({ ...WRITTEN, ...texts });
    await life.advance();
    const before = await life.files.read(PLACE);
    expect((await refusalOf(life.judge(name, rest))).code).toBe(code);
    expect(await life.files.read(PLACE)).toEqual(before);
  });

  test("waits until the planning has begun", async () => {
    const life = await ticket();
    expect(await refusalOf(life.judge("requirements"))).toMatchObject({
      code: "ILLEGAL_TRANSITION",
      hint: "begin with workflow advance AEC-456",
    });
  });

  test("of a document that is gone is refused", async () => {
    const life = await ticket();
    await life.advance();
    const { "SYSTEM_DESIGN.md": _gone, ...rest } = await life.files.read(PLACE);
    const bare = ticketParts();
    await bare.files.write(PLACE, rest, { replace: false });
    const judgement = {
      ...PLACE,
      document: "design",
      verdict: "rejected",
      role: "tech-lead",
    } as const;
    expect(await refusalOf(judgeDocument({ ...judgement, author: "x" }, bare))).toMatchObject({
      message: expect.stringContaining("SYSTEM_DESIGN.md is missing"),
    });
  });
});

test.each(["", " ", "x".repeat(301)])("a note of %j is refused", async (note) => {
  const parts = ticketParts();
  await initTicket(request(), parts);
  const wrong = { ...PLACE, kind: "tests", note, author: "x" } as const;
  expect((await refusalOf(recordEvidence(wrong, parts))).code).toBe("INVALID_INPUT");
});

test("somebody who changed the README meanwhile is not overwritten", async () => {
  const parts = ticketParts();
  await initTicket(request(), parts);
  const files: TicketFiles = {
    ...parts.files,
    async update(place, file, change) {
      const texts = await parts.files.read(place);
      await parts.files.write(
        place,
        { ...texts, [file]: `${change.before}more` },
        { replace: true },
      );
      await parts.files.update(place, file, change);
    },
  };
  const step = { ...PLACE, author: "x" };
  expect(await refusalOf(advanceTicket(step, { ...parts, files }))).toMatchObject({
    code: "STORAGE_ERROR",
    message: ".ai/workflow/AEC-456/README.md was changed by somebody else meanwhile",
  });
  expect((await parts.files.read(PLACE))["README.md"]).toMatch(/more$/);
});

type Act = (life: Awaited<ReturnType<typeof ticket>>) => Promise<unknown>;

const approveAll: Act = async (life) => {
  for (const name of NAMES) await life.judge(name);
};
const recordAll: Act = (life) => life.record(...evidenceKindSchema.options);

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(approveAll, recordAll) },
  { weight: 4, arbitrary: fc.constant<Act>((life) => life.advance()) },
  fc.constantFrom<TicketState>("PLANNING", "IN_PROGRESS", "COMPLETE").map(
    (to): Act =>
      (life) =>
        life.advance(to),
  ),
  {
    weight: 3,
    arbitrary: fc.constantFrom(...NAMES).map(
      (name): Act =>
        (life) =>
          life.judge(name),
    ),
  },
  fc.constantFrom(...NAMES).map(
    (name): Act =>
      (life) =>
        life.judge(name, { verdict: "rejected", reason: "no" }),
  ),
  {
    weight: 3,
    arbitrary: fc.subarray([...evidenceKindSchema.options], { minLength: 1 }).map(
      (kinds): Act =>
        (life) =>
          life.record(...kinds),
    ),
  },
  fc.constantFrom(...Object.keys(WRITTEN)).chain((name) =>
    fc.nat(2).map(
      (version): Act =>
        (life) =>
          life.edit({ [name]: `version ${version}` }),
    ),
  ),
);

/** A refusal is as good as a success here; anything else is not. */
async function tryTo(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof EpicError)) throw error;
  }
}

/** Chance alone seldom completes a ticket. */
const STRAIGHT: readonly Act[] = Array.from({ length: 5 }, () => [
  approveAll,
  recordAll,
  (life: Parameters<Act>[0]) => life.advance(),
]).flat();

const PROOF: readonly EvidenceKind[] = ["review", "merge", "deployment"];

test("whatever people do in whatever order, nothing edited is approved, and nothing complete without a review", async () => {
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 15, maxLength: 60 }), async (acts) => {
      const life = await ticket();
      for (const act of acts) await tryTo(act(life));
      const { ticket: record, documents } = await showTicket("AEC-456", life.parts);
      const texts = await life.files.read(PLACE);
      for (const { name, approved } of documents) {
        expect(approved !== true || texts[name] === life.agreed.get(name)).toBe(true);
      }
      ends.add(record.state);
      const complete = record.history.find(({ to }) => to === "COMPLETE");
      const review = record.history.findLast(
        ({ to, at }) => to === "REVIEW" && at <= (complete?.at ?? at),
      );
      const since = record.evidence.filter(({ at }) => at >= (review?.at ?? ""));
      const kinds = new Set(since.map(({ kind }) => kind));
      const isProven = PROOF.every((kind) => kinds.has(kind));
      expect(complete === undefined || (review !== undefined && isProven)).toBe(true);
      expect(record.history.length === 1 || record.history[1]?.to === "PLANNING").toBe(true);
    }),
    { numRuns: 150, examples: [[[...STRAIGHT]]] },
  );
  expect(ends).toContain("COMPLETE");
});

test.each(evidenceKindSchema.options)(
  "a life without any %s never comes to its end",
  async (left) => {
    const life = await ticket();
    const others = evidenceKindSchema.options.filter((kind) => kind !== left);
    for (let round = 0; round < 8; round++) {
      await tryTo(approveAll(life));
      await tryTo(life.record(...others));
      await tryTo(life.advance());
    }
    const { ticket: record } = await showTicket("AEC-456", life.parts);
    expect(["COMPLETE", "ARCHIVED"]).not.toContain(record.state);
  },
);
