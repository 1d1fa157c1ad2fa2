import { expect, test } from "vitest";

import { memoryTextSearch } from "../../src/adapters/memory/text-search.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { recallLessons } from "../../src/tickets/recall-lessons.ts";
import { searchTickets } from "../../src/tickets/search-tickets.ts";
import { source } from "../contracts/text-search.ts";
import { request, ticketParts } from "./parts.ts";

const STATES = ["CREATED", "PLANNING", "APPROVED", "IN_PROGRESS", "REVIEW", "COMPLETE"] as const;

type Parts = ReturnType<typeof ticketParts>;

async function finished(parts: Parts, key: string, title: string, lesson: string) {
  await initTicket(request({ key, title }), parts);
  const place = { key };
  const { "README.md": readme = "" } = await parts.files.read(place);
  const steps = STATES.slice(1).map((to, index) => {
    return `  - { at: 2026-12-0${index + 1}T09:00:00.000Z, from: ${STATES[index]}, to: ${to}, by: "ann" }`;
  });
  const after = readme
    .replace("state: CREATED", "state: COMPLETE")
    .replace(/(from: null, to: CREATED.*\n)/, `$1${steps.join("\n")}\n`);
  await parts.files.update(place, "README.md", { before: readme, after });
  const { "COMPLETION_SUMMARY.md": before = "" } = await parts.files.read(place);
  await parts.files.update(place, "COMPLETION_SUMMARY.md", {
    before,
    after: before.replace(/- \*\*Keep:\*\* .*/, lesson),
  });
}

const EPICS = [source("epic-7k3m", "epic Invoices", "Customers pay invoices by card")];

async function project() {
  const parts = ticketParts();
  await finished(parts, "AEC-1", "Returns of parcels online", "- **Keep:** test labels early");
  await finished(parts, "AEC-2", "Warehouse robots", "[[fill: nothing yet]]");
  await initTicket(request({ key: "AEC-3", title: "Returns in the shop" }), parts);
  return { ...parts, search: memoryTextSearch(), epics: async () => EPICS };
}

test("tickets and epics are searched with their titles, words of templates aside", async () => {
  const parts = await project();
  const { hits, partial } = await searchTickets({ words: "returns parcels", limit: 3 }, parts);
  expect(partial).toBe(false);
  expect(hits[0]).toMatchObject({
    id: expect.stringMatching(/^\.ai\/workflow\/AEC-1\//),
    title: "AEC-1 Returns of parcels online",
    ticket: "AEC-1",
    state: "COMPLETE",
  });
  const epic = await searchTickets({ words: "invoice", limit: 3 }, parts);
  expect(epic.hits).toMatchObject([{ id: "epic-7k3m", title: "epic Invoices" }]);
  expect(epic.hits[0]).not.toHaveProperty("ticket");
  const some = await searchTickets({ words: "invoice zeppelin", limit: 3 }, parts);
  expect(some).toMatchObject({ partial: true, hits: [{ id: "epic-7k3m" }] });
  expect(await searchTickets({ words: "zeppelin", limit: 3 }, parts)).toMatchObject({
    partial: false,
    hits: [],
    searched: 19,
  });
  await expect(searchTickets({ words: "!?", limit: 3 }, parts)).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});

test("lessons come from tickets that are done, are like it, and have learnt something", async () => {
  const parts = await project();
  const lessons = await recallLessons("Customers announce returns of parcels online", parts);
  expect(lessons).toEqual([
    {
      ticket: "AEC-1",
      title: "Returns of parcels online",
      source: ".ai/workflow/AEC-1/COMPLETION_SUMMARY.md",
      text: "- **Keep:** test labels early",
    },
  ]);
  expect(await recallLessons("A telescope for the observatory, with parcels", parts)).toEqual([]);
});
