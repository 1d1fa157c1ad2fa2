import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { countOpen } from "../../src/core/ticket-open.ts";
import { readTicket } from "../../src/core/ticket-record.ts";
import type { Documents } from "../../src/ports/ticket-files.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import { TICKET_FILES, TITLE_LENGTH } from "../../src/schema/ticket.ts";
import { initTicket, type InitRequest } from "../../src/tickets/init-ticket.ts";
import { ticketEpic } from "../fakes/ticket-epic.ts";
import { request, SHIPPED, ticketParts } from "./parts.ts";

async function documentsOf(
  rest: Partial<InitRequest>,
  epic: EpicResponse = ticketEpic(),
): Promise<Documents> {
  const parts = ticketParts({}, epic);
  await initTicket(request(rest), parts);
  const { team } = rest;
  return await parts.files.read(team === undefined ? { key: "AEC-456" } : { key: "AEC-456", team });
}

const BLANK: Partial<InitRequest> = { title: "Return an order online" };
const FILLED: Partial<InitRequest> = { team: "TEAM-A", epic: "latest" };

describe.each([
  ["blank", BLANK],
  ["from-epic", FILLED],
])("the documents of a %s ticket", (name, rest) => {
  test.each(TICKET_FILES)("%s are as they were agreed", async (file) => {
    const documents = await documentsOf(rest);
    await expect(documents[file]).toMatchFileSnapshot(`golden/${name}/${file}`);
  });

  test("link only to documents and headings that are there", async () => {
    const documents = await documentsOf(rest);
    const targets = new Set(Object.entries(documents).flatMap(targetsIn));
    const links = Object.values(documents).flatMap((text) =>
      [...text.matchAll(/(?<!\\)\]\(([^)]+)\)/g)].map(([, target]) => target),
    );
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter((link) => !targets.has(String(link)))).toEqual([]);
  });

  test("have tables that hold together", async () => {
    const documents = await documentsOf(rest);
    expect(Object.values(documents).flatMap(brokenRows)).toEqual([]);
  });
});

/** The document, and the anchors that GitHub makes of its headings. */
function targetsIn([file, text]: [string, string]): string[] {
  return [file, ...headingsOf(text).map((slug) => `${file}#${slug}`)];
}

function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Rows that have other cells than the table they stand in. */
function brokenRows(text: string): string[] {
  let cells = 0;
  return text.split("\n").filter((line) => {
    const own = line.startsWith("|") ? (line.match(/(?<!\\)(?:\\\\)*\|/g)?.length ?? 0) : 0;
    const isBroken = own > 0 && cells > 0 && own !== cells;
    if (own === 0 || cells === 0) cells = own;
    return isBroken;
  });
}

const NASTY = fc.constantFrom(
  "a | b",
  "[[fill: nothing]]",
  "{{ticket}} {{block tasks}} {{end}}",
  "<!-- endregion --><script>alert(1)</script>",
  "line\n---\n# heading\n| cell",
  "```\nfence",
  "\u202Eright to left\u2066",
  "trailing \\",
  "שלום",
);
const anyText = fc.oneof(fc.string({ unit: "binary", minLength: 1 }), NASTY, NASTY);

test("whatever the title is, the record keeps it and the documents show it as text", async () => {
  const blank = await documentsOf({ title: "x" });
  const title = anyText
    .map((text) => text.slice(0, TITLE_LENGTH))
    .filter((text) => text.trim() !== "");
  await fc.assert(
    fc.asyncProperty(title, async (text) => {
      const documents = await documentsOf({ title: text });
      expect(readTicket(String(documents["README.md"])).title).toBe(text);
      expect(shapeOf(documents)).toEqual(shapeOf(blank));
    }),
  );
});

test("whatever a persona writes, the documents keep their shape", async () => {
  const shape = shapeOf(await documentsOf(FILLED, epicSaying("x")));
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      expect(shapeOf(await documentsOf(FILLED, epicSaying(`x ${text}`)))).toEqual(shape);
    }),
  );
});

/** An epic in which every text but the description is the same. */
function epicSaying(text: string): EpicResponse {
  const epic = ticketEpic();
  const { personas, riskAssessment, questions, conflicts, implementationRoadmap } = epic.epic;
  for (const { recommendations } of personas) {
    for (const recommendation of recommendations) {
      const { id } = recommendation;
      Object.assign(recommendation, { title: text, description: text, references: [text] });
      Object.assign(recommendation, { acceptance: text, evidence: [{ quote: text }], id });
    }
  }
  for (const risk of riskAssessment.risks) risk.text = text;
  for (const question of questions) Object.assign(question, { text, assumption: text });
  for (const conflict of conflicts) conflict.resolution = text;
  for (const phase of implementationRoadmap) Object.assign(phase, { title: text, exit: text });
  Object.assign(epic.epic, { title: text.slice(0, 100), budget: text, estimatedDuration: text });
  return epic;
}

/** What must not depend on texts: lines by their kind, cells, regions, places to fill. */
function shapeOf(documents: Documents): unknown {
  return Object.values(documents).map((text) => {
    const body = text.replace(/^---\n[\s\S]*?\n---\n/, "");
    const lines = body
      .split("\n")
      .map((line) => /^(?:#+ |\| |- \[ \] |- |<!-- \w+|```)?/.exec(line)?.[0]);
    return { lines, open: countOpen(text), broken: brokenRows(text) };
  });
}

test("an epic without anything to say leaves the templates as they are", async () => {
  const { epic } = ticketEpic();
  const silent = ticketEpic({
    personas: [],
    implementationRoadmap: [],
    riskAssessment: { level: "low", risks: [] },
    questions: [],
    conflicts: [],
    totalCostBreakdown: {
      ...epic.totalCostBreakdown,
      baseline: { ...epic.totalCostBreakdown.baseline, parts: [] },
    },
  });
  const documents = await documentsOf({ epic: "latest" }, silent);
  expect(documents["FEATURE_REQUIREMENTS.md"]).toContain("| FR-1 | [[fill: the system …]]");
  expect(documents["SYSTEM_DESIGN.md"]).toContain("### D-1: [[fill: what has to be decided]]");
  expect(documents["SYSTEM_DESIGN.md"]).toContain("The reviews do not contradict each other.");
  expect(documents["IMPLEMENTATION_PLAN.md"]).toContain("### T-1: [[fill: what is done]]");
});

test("decisions are numbered without gaps, in the order in which the design shows them", async () => {
  const design = String((await documentsOf({ epic: "latest" }))["SYSTEM_DESIGN.md"]);
  const first = new Set([...design.matchAll(/^(?:### |\| )(D-\d+)/gm)].map(([, id]) => id));
  expect([...first]).toEqual(["D-1", "D-2", "D-3", "D-4", "D-5"]);
});

test("a part of the feature is a task with a title, or its id where an old epic has none", async () => {
  const plan = String((await documentsOf({ epic: "latest" }))["IMPLEMENTATION_PLAN.md"]);
  expect(plan).toContain("#### T-1: Web pages and forms\n");
  expect(plan).toContain("#### T-2: Build this part of the feature: api\n");
});

test("the templates that ship ask for every block that an epic can fill", () => {
  const asked = [
    ...Object.values(SHIPPED)
      .join("")
      .matchAll(/\{\{block (\w+)\}\}/g),
  ];
  expect(new Set(asked.map(([, name]) => name)).size).toBe(29);
  expect(asked).toHaveLength(29);
});
