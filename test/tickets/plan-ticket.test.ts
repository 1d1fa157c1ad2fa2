import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { countOpen } from "../../src/core/ticket-open.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import { advanceTicket } from "../../src/tickets/advance-ticket.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { judgeDocument } from "../../src/tickets/judge-document.ts";
import { planTicket, type PlanRequest } from "../../src/tickets/plan-ticket.ts";
import { showTicket } from "../../src/tickets/show-ticket.ts";
import { ticketEpic } from "../fakes/ticket-epic.ts";
import { STEPS } from "../fakes/ticket-ground.ts";
import { request, ticketParts } from "./parts.ts";

const PLACE = { key: "AEC-456" };
const FILES = {
  requirements: "FEATURE_REQUIREMENTS.md",
  design: "SYSTEM_DESIGN.md",
  plan: "IMPLEMENTATION_PLAN.md",
} as const;
type Name = keyof typeof FILES;

/** The same epic without some recommendations, under an id that says which. */
function epicWithout(...ids: readonly string[]): EpicResponse {
  const epic = ticketEpic({ id: ["epic", ...ids].join("-") });
  for (const persona of epic.epic.personas) {
    persona.recommendations = persona.recommendations.filter(({ id }) => !ids.includes(id));
  }
  return epic;
}

function retitled(id: string, title: string): EpicResponse {
  const epic = ticketEpic({ id: "epic-retitled" });
  for (const { recommendations } of epic.epic.personas) {
    for (const one of recommendations) if (one.id === id) one.title = title;
  }
  return epic;
}

const EPICS: Readonly<Record<string, EpicResponse>> = Object.fromEntries(
  [
    ticketEpic(),
    epicWithout("po-label"),
    epicWithout("po-label", "sec-proof"),
    epicWithout("perf-list", "po-window"),
    retitled("po-window", "Decide who pays"),
  ].map((epic) => [epic.epic.id, epic]),
);
const FULL = "epic-7k3m";
const SMALLER = "epic-po-label";

const loadEpic = async (id: string) => EPICS[id] ?? ticketEpic();

async function opened(epic?: string) {
  const parts = { ...ticketParts(), loadEpic };
  await initTicket(request({ epic }), parts);
  const life = {
    parts,
    plan: async (rest: Partial<PlanRequest> = {}) =>
      await planTicket({ ...PLACE, dryRun: false, author: "ann", ...rest }, parts),
    text: async (name: Name) => String((await parts.files.read(PLACE))[FILES[name]]),
    edit: async (name: Name, change: (text: string) => string) => {
      const text = change(await life.text(name));
      await parts.files.write(PLACE, { [FILES[name]]: text }, { replace: true });
    },
    /** Written to the end, as people would, and approved. */
    agree: async (name: Name) => {
      await life.edit(name, (text) => text.replaceAll(/\[\[fill:[^\]]*\]\]/g, "as we say"));
      const [role = ""] = STEPS[name].roles;
      const verdict = { document: name, verdict: "approved", role } as const;
      await judgeDocument({ ...PLACE, ...verdict, author: "cy" }, parts);
    },
  };
  return life;
}

describe("planning", () => {
  test("writes the requirements, then the design, then the plan, each after the approval before", async () => {
    const life = await opened();
    const first = await life.plan({ epic: FULL });
    expect(first).toMatchObject({
      document: "requirements",
      epic: FULL,
      conflicts: [],
      voided: [],
    });
    expect(first.ticket).toMatchObject({ state: "PLANNING", epic: FULL });
    expect(first.ticket.blocking).toEqual(["po-window", "arch-states", "sec-proof"]);
    expect(await life.text("requirements")).toContain("| BR-1 | **Decide how long");
    expect(await life.text("design")).not.toContain("arch-states");
    await expect(life.plan()).rejects.toMatchObject({ code: "WAITING" });
    await life.agree("requirements");

    expect(await life.plan()).toMatchObject({ document: "design", lacks: [expect.any(String)] });
    expect(await life.text("design")).toContain("`arch-states` (architect)");
    await expect(life.plan({ document: "plan" })).rejects.toMatchObject({
      code: "WAITING",
      message: expect.stringMatching(/^The plan waits: SYSTEM_DESIGN\.md has \d+ places to fill$/),
    });
    await life.agree("design");
    expect((await life.plan()).document).toBe("plan");
    expect(await life.text("plan")).toContain("`ops-flag` (DevOps engineer)");
    await life.agree("plan");
    await expect(life.plan()).rejects.toMatchObject({
      code: "WAITING",
      message: "AEC-456 is planned: everything is approved",
    });
    expect((await advanceTicket({ ...PLACE, author: "ann" }, life.parts)).ticket.state).toBe(
      "APPROVED",
    );
  });

  test("again from the same epic says nothing new, and what is to be done", async () => {
    const life = await opened();
    await life.plan({ epic: FULL });
    await expect(life.plan()).rejects.toMatchObject({
      code: "WAITING",
      message: expect.stringContaining("FEATURE_REQUIREMENTS.md has"),
      hint: expect.stringContaining("write .ai/workflow/AEC-456/FEATURE_REQUIREMENTS.md"),
    });
    await life.edit("requirements", () => "all of it");
    await expect(life.plan()).rejects.toMatchObject({
      hint: "workflow approve AEC-456 requirements --as stakeholder lets the planning go on",
    });
    await life.agree("requirements");
    await expect(life.plan({ document: "requirements" })).rejects.toMatchObject({
      message: "Nothing new is to be said in the requirements: it is approved",
    });
  });

  test("of a ticket that init has filled opens it and changes nothing", async () => {
    const life = await opened(FULL);
    const before = await life.text("requirements");
    const { ticket, diff } = await life.plan();
    expect([ticket.state, diff]).toEqual(["PLANNING", ""]);
    expect(await life.text("requirements")).toBe(before);
  });

  test("that only looks shows the change and makes none", async () => {
    const life = await opened();
    const before = await life.parts.files.read(PLACE);
    const { diff } = await life.plan({ epic: FULL, dryRun: true });
    expect(diff).toContain("\n+| BR-1 | **Decide how long");
    expect(await life.parts.files.read(PLACE)).toEqual(before);
    expect(await life.parts.memory.read(PLACE)).toEqual({ documents: {}, numbers: "" });
  });

  test("needs an epic, and a ticket whose work has not begun", async () => {
    const life = await opened();
    await expect(life.plan()).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await life.plan({ epic: FULL });
    for (const name of ["requirements", "design", "plan"] as const) await life.agree(name);
    await life.edit("design", (text) => `${text} \`arch-states\` \`sec-proof\``);
    await life.agree("design");
    await life.agree("plan");
    const parts = life.parts;
    await advanceTicket({ ...PLACE, author: "ann" }, parts);
    const readme = String((await parts.files.read(PLACE))["README.md"]);
    const at = "2026-11-20T09:00:00.000Z";
    const begun = readme
      .replace("state: APPROVED", "state: IN_PROGRESS")
      .replace(
        "\napprovals:",
        `\n  - { at: ${at}, from: APPROVED, to: IN_PROGRESS, by: x }\napprovals:`,
      );
    await parts.files.write(PLACE, { "README.md": begun }, { replace: true });
    await expect(life.plan()).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      message: "AEC-456 is IN_PROGRESS: its documents are no longer planned",
    });
  });
});

describe("planning from another epic", () => {
  test("keeps ids, gives none twice, voids the approval and takes an approved ticket back", async () => {
    const life = await opened();
    await life.plan({ epic: SMALLER });
    expect(await life.text("requirements")).toMatch(/\| FR-1 \| .*`po-stories`/);
    for (const name of ["requirements", "design", "plan"] as const) {
      if (name !== "requirements") await life.plan();
      await life.agree(name);
    }
    await advanceTicket({ ...PLACE, author: "ann" }, life.parts);
    const { ticket, voided } = await life.plan({ epic: FULL });
    expect(voided).toEqual(["cy approved it as stakeholder on 2026-11-20"]);
    expect(ticket.history.at(-1)).toMatchObject({ from: "APPROVED", to: "PLANNING" });
    const requirements = await life.text("requirements");
    expect(requirements).toMatch(/\| FR-1 \| .*`po-stories`/);
    expect(requirements).toMatch(/\| FR-2 \| .*`po-label`/);
    const { documents } = await showTicket("AEC-456", life.parts);
    expect(documents[1]).toMatchObject({ name: FILES.requirements, approved: false });
  });

  test("shows both sides where people and epic changed the same, which cannot be approved so", async () => {
    const life = await opened();
    await life.plan({ epic: FULL });
    const ours = "| BR-1 | Thirty days, for everything | P0 | `po-window` (product owner) |";
    await life.edit("requirements", (text) => text.replace(/^\| BR-1 .*$/m, ours));
    const { conflicts, lacks } = await life.plan({ epic: "epic-retitled" });
    expect(conflicts).toEqual([
      {
        line: expect.any(Number),
        own: [ours],
        fresh: [expect.stringContaining("| BR-1 | **Decide who pays**")],
      },
    ]);
    expect(lacks[0]).toContain("1 conflict to settle");
    const view = await showTicket("AEC-456", life.parts);
    expect(view.documents[1]?.conflicts).toBe(1);
  });
});

test("whatever people write between plannings from whatever epics, no line of theirs is lost", async () => {
  const edit = fc.record({
    epic: fc.constantFrom(...Object.keys(EPICS)),
    at: fc.nat(),
    instead: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (edits, forgets) => {
        const life = await opened();
        const mine: string[] = [];
        for (const [index, { epic, at, instead }] of edits.entries()) {
          await life.plan({ epic, document: "requirements" }).catch(() => undefined);
          const line = `| mine ${index} | a line of ours |`;
          await life.edit("requirements", (text) => {
            const lines = text.split("\n");
            const place = at % lines.length;
            // Somebody may write over what the program wrote, not over what colleagues did.
            const isOurs = lines[place]?.includes("mine");
            return lines.toSpliced(place, instead && !isOurs ? 1 : 0, line).join("\n");
          });
          mine.push(line);
          if (forgets) await life.parts.memory.forget(PLACE);
        }
        await life.plan({ epic: FULL, document: "requirements" }).catch(() => undefined);
        const lines = (await life.text("requirements")).split("\n");
        expect(mine.filter((line) => !lines.includes(line))).toEqual([]);
        expect(countOpen(lines.join("\n"))).toBeGreaterThan(0);
      },
    ),
    { numRuns: 60 },
  );
});
