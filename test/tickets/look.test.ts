import { describe, expect, test } from "vitest";

import { changeTicket } from "../../src/core/ticket-change.ts";
import type { TicketFiles } from "../../src/ports/ticket-files.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { listTickets } from "../../src/tickets/list-tickets.ts";
import { showTicket } from "../../src/tickets/show-ticket.ts";
import { request, ticketParts } from "./parts.ts";

/** AEC-1 and TEAM-A/AEC-2, and what `change` makes of the README of AEC-1. */
async function project(
  change: (readme: string) => string = (readme) => readme,
): Promise<TicketFiles> {
  const parts = ticketParts();
  await initTicket(request({ key: "AEC-1", title: "One" }), parts);
  await initTicket(request({ key: "AEC-2", team: "TEAM-A", epic: "e" }), parts);
  const readme = String((await parts.files.read({ key: "AEC-1" }))["README.md"]);
  await parts.files.write({ key: "AEC-1" }, { "README.md": change(readme) }, { replace: true });
  return parts.files;
}

const partsOf = (files: TicketFiles) => ({ ...ticketParts(), files });

const planned = (readme: string) =>
  changeTicket(readme, {
    state: "PLANNING",
    history: [{ at: "2026-11-20T10:00:00.000Z", from: "CREATED", to: "PLANNING", by: "ann" }],
  });
const broken = (readme: string) => readme.replace("state: CREATED", "state: DONE");

describe("the list", () => {
  test.each([
    [{}, ["AEC-1", "AEC-2"]],
    [{ state: "PLANNING" }, ["AEC-1"]],
    [{ state: "CREATED" }, ["AEC-2"]],
    [{ team: "TEAM-A" }, ["AEC-2"]],
    [{ team: "TEAM-B" }, []],
    [{ team: "TEAM-A", state: "PLANNING" }, []],
  ] as const)("of %j is %j", async (filter, keys) => {
    const entries = await listTickets(filter, await project(planned));
    expect(entries.map(({ place }) => place.key)).toEqual(keys);
  });

  test("explains a ticket that cannot be read, with file and line, and still shows the others", async () => {
    const [one, two] = await listTickets({ state: "PLANNING" }, await project(broken));
    expect(one).toMatchObject({
      kind: "unreadable",
      path: ".ai/workflow/AEC-1",
      problem: expect.stringMatching(
        /^\.ai\/workflow\/AEC-1\/README\.md: line 5 does not fit: state must be CREATED/,
      ),
    });
    expect(two).toBeUndefined();
    expect(await listTickets({}, await project(broken))).toHaveLength(2);
  });

  test("names a folder that holds no ticket at all", async () => {
    const files = await project();
    await files.write({ key: "AEC-3" }, { "INDEX.md": "" }, { replace: false });
    expect(await listTickets({}, files)).toContainEqual({
      kind: "unreadable",
      place: { key: "AEC-3" },
      path: ".ai/workflow/AEC-3",
      problem: ".ai/workflow/AEC-3 has no README.md",
    });
  });

  test("refuses what is no team's name", async () => {
    await expect(listTickets({ team: "../x" }, await project())).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

test.each([
  ["ticket: AEC-1", "ticket: AEC-9", "line 3 says AEC-9, but the folder is AEC-1"],
  [
    "state: CREATED",
    "state: CREATED\nteam: TEAM-B",
    "line 6 says team TEAM-B, but the folder is .ai/workflow/AEC-1",
  ],
])("a folder that was moved by hand is no ticket: %j became %j", async (before, after, problem) => {
  const [entry] = await listTickets({}, await project((readme) => readme.replace(before, after)));
  expect(entry).toMatchObject({
    kind: "unreadable",
    problem: `.ai/workflow/AEC-1/README.md: ${problem}`,
  });
});

test("a ticket that was moved below a team and does not say so is no ticket", async () => {
  const files = await project();
  const readme = String((await files.read({ key: "AEC-1" }))["README.md"]).replaceAll(
    "AEC-1",
    "AEC-4",
  );
  await files.write({ key: "AEC-4", team: "TEAM-A" }, { "README.md": readme }, { replace: false });
  const entries = await listTickets({ team: "TEAM-A" }, files);
  expect(entries).toContainEqual(
    expect.objectContaining({
      problem:
        ".ai/workflow/TEAM-A/AEC-4/README.md: line 3 names no team, but the folder is .ai/workflow/TEAM-A/AEC-4",
    }),
  );
});

describe("one ticket", () => {
  test("is shown with its documents and what is to be filled in them", async () => {
    const files = await project();
    await files.write({ key: "AEC-1" }, { "INDEX.md": "all done" }, { replace: true });
    const view = await showTicket("AEC-1", partsOf(files));
    expect(view).toMatchObject({ path: ".ai/workflow/AEC-1", ticket: { title: "One" } });
    expect(view.documents.map(({ name }) => name)).toEqual(["README.md", ...view.ticket.documents]);
    expect(view.documents.at(-1)).toEqual({
      name: "INDEX.md",
      present: true,
      open: 0,
      conflicts: 0,
    });
    expect(view.documents[1]?.open).toBeGreaterThan(20);
  });

  test("is found below its team, with fewer places to fill after an epic", async () => {
    const files = await project();
    const [blank, filled] = [
      await showTicket("AEC-1", partsOf(files)),
      await showTicket("AEC-2", partsOf(files)),
    ];
    expect(filled.path).toBe(".ai/workflow/TEAM-A/AEC-2");
    expect(filled.documents[1]?.open).toBeLessThan(blank.documents[1]?.open ?? 0);
  });

  test("may lack a document", async () => {
    const parts = ticketParts();
    const { ticket } = await initTicket(request({ key: "AEC-5" }), parts);
    const readme = String((await parts.files.read({ key: "AEC-5" }))["README.md"]);
    const bare = ticketParts();
    await bare.files.write({ key: "AEC-5" }, { "README.md": readme }, { replace: false });
    const { documents } = await showTicket("AEC-5", partsOf(bare.files));
    expect(documents.filter(({ present }) => !present).map(({ name }) => name)).toEqual(
      ticket.documents,
    );
  });

  test("that is not there is refused, with the key that was meant", async () => {
    await expect(showTicket("AEC-11", partsOf(await project()))).rejects.toMatchObject({
      code: "NOT_FOUND",
      hint: 'Did you mean "AEC-1"?',
    });
    await expect(showTicket("OTHER-99999", partsOf(await project()))).rejects.toMatchObject({
      code: "NOT_FOUND",
      hint: "see workflow list, or open it with workflow init OTHER-99999",
    });
  });

  test("that cannot be read is refused with file and line", async () => {
    await expect(showTicket("AEC-1", partsOf(await project(broken)))).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(".ai/workflow/AEC-1/README.md: line 5"),
    });
  });

  test("that is there twice is refused with both places", async () => {
    const files = await project();
    await files.write({ key: "AEC-1", team: "TEAM-A" }, { "README.md": "" }, { replace: false });
    await expect(showTicket("AEC-1", partsOf(files))).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message:
        "The ticket AEC-1 is there more than once: .ai/workflow/AEC-1 and .ai/workflow/TEAM-A/AEC-1",
    });
  });
});
