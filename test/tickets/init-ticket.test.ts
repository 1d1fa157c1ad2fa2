import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { readTicket } from "../../src/core/ticket-record.ts";
import { advanceTicket } from "../../src/tickets/advance-ticket.ts";
import { initTicket } from "../../src/tickets/init-ticket.ts";
import { ticketEpic } from "../fakes/ticket-epic.ts";
import { request, SHIPPED, ticketParts } from "./parts.ts";

const PLACE = { key: "AEC-456" };
const at = "2026-11-20T09:00:00.000Z";

test("a ticket begins as CREATED, with who opened it when", async () => {
  const parts = ticketParts();
  const result = await initTicket(request({ team: "TEAM-A", title: "Returns" }), parts);
  expect(result).toMatchObject({
    path: ".ai/workflow/TEAM-A/AEC-456",
    replaced: [],
    kept: [],
    ownTemplates: [],
    warnings: [],
    ticket: {
      ticket: "AEC-456",
      title: "Returns",
      team: "TEAM-A",
      state: "CREATED",
      createdAt: at,
      history: [{ at, from: null, to: "CREATED", by: "ann" }],
    },
  });
  const documents = await parts.files.read({ ...PLACE, team: "TEAM-A" });
  expect(Object.keys(documents)).toEqual(result.documents);
  expect(readTicket(String(documents["README.md"]))).toEqual(result.ticket);
});

test.each([
  [{}, "AEC-456"],
  [{ epic: "latest" }, "Returns online"],
  [{ epic: "latest", title: "Mine" }, "Mine"],
])("the title of %j is %j", async (rest, title) => {
  const { ticket } = await initTicket(request(rest), ticketParts());
  expect(ticket.title).toBe(title);
});

test("a title of an epic that is too long is cut, and not inside of a character", async () => {
  const long = ticketEpic({ title: `${"x".repeat(299)}\u{1F600}` });
  const { ticket } = await initTicket(request({ epic: "e" }), ticketParts({}, long));
  expect(ticket.title).toBe("x".repeat(299));
});

test("an epic that was made for another ticket is used with a warning", async () => {
  const { epic } = ticketEpic();
  const other = ticketEpic({ metadata: { ...epic.metadata, ticket: "AEC-1" } });
  const { warnings } = await initTicket(request({ epic: "e" }), ticketParts({}, other));
  expect(warnings).toEqual(["The epic epic-7k3m was made for AEC-1, not for AEC-456"]);
  const same = ticketEpic({ metadata: { ...epic.metadata, ticket: "AEC-456" } });
  expect((await initTicket(request({ epic: "e" }), ticketParts({}, same))).warnings).toEqual([]);
});

const unknownEpic = async () => {
  throw new EpicError("NOT_FOUND", "no such epic");
};
const isRight = (key: string) => /^[A-Z][A-Z0-9]+-[A-Z0-9]+$/.test(key);

describe("nothing is written", () => {
  test.each([
    ["for a key that is none", request({ key: "../x" }), "INVALID_INPUT"],
    ["for a team that is none", request({ team: "a/b" }), "INVALID_INPUT"],
    ["for a blank title", request({ title: " " }), "INVALID_INPUT"],
    ["for a title that is too long", request({ title: "x".repeat(301) }), "INVALID_INPUT"],
    ["for an unknown epic", request({ epic: "none" }), "NOT_FOUND"],
  ] as const)("%s", async (_what, bad, code) => {
    const parts = { ...ticketParts(), loadEpic: unknownEpic };
    await expect(initTicket(bad, parts)).rejects.toMatchObject({ code });
    expect(await parts.files.list()).toEqual([]);
  });

  test.each([
    ["# {{custmer}}", "has no value for {{custmer}} on line 1"],
    ["# {{ticket}}", "does not keep the ticket: line 1 is not ---"],
    [
      "---\nticket: {{ticket}}\n---\n",
      "does not keep the ticket: line 1 begins front matter without",
    ],
    ["---\nticket: AEC-1\n---\n", "does not keep the ticket"],
    ['---\n{{frontMatter}}\ntitle: "{{title}}"\n---\n', "does not keep the ticket"],
  ])("where the README of the project is %j", async (template, message) => {
    const parts = ticketParts({ "README.md": template });
    await expect(initTicket(request(), parts)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(`The template .ai/templates/README.md ${message}`),
    });
    expect(await parts.files.list()).toEqual([]);
  });

  test("for a key that a team uses, even without a team", async () => {
    const parts = ticketParts();
    await initTicket(request(), parts);
    await expect(initTicket(request({ team: "TEAM-A" }), parts)).rejects.toMatchObject({
      hint: expect.stringContaining("without --team"),
    });
    expect(await parts.files.list()).toHaveLength(1);
  });

  test("for a key of another team, which is named", async () => {
    const parts = ticketParts();
    await initTicket(request({ team: "TEAM-A" }), parts);
    for (const force of [false, true]) {
      await expect(initTicket(request({ team: "TEAM-B", force }), parts)).rejects.toMatchObject({
        code: "INVALID_INPUT",
        message: "The ticket AEC-456 already exists in .ai/workflow/TEAM-A/AEC-456",
        hint: expect.stringContaining("with --team TEAM-A"),
      });
    }
    expect(await parts.files.list()).toHaveLength(1);
  });

  test("whatever the key and the team are, unless they are right", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^[A-Z./]{1,6}-?[A-Z0-9]?$/),
    );
    await fc.assert(
      fc.asyncProperty(
        text.filter((key) => !isRight(key)),
        async (key) => {
          const parts = ticketParts();
          await expect(initTicket(request({ key }), parts)).rejects.toBeInstanceOf(EpicError);
          expect(await parts.files.list()).toEqual([]);
        },
      ),
    );
  });
});

describe("a ticket that is there", () => {
  test("is left alone", async () => {
    const parts = ticketParts();
    await initTicket(request({ title: "First" }), parts);
    await expect(initTicket(request({ title: "Second" }), parts)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      hint: expect.stringContaining("--force"),
    });
    expect((await parts.files.read(PLACE))["README.md"]).toContain("First");
  });

  test("is replaced by force, keeps title, birthday and history, and says so", async () => {
    const parts = ticketParts();
    await initTicket(request({ title: "First" }), parts);
    await advanceTicket({ key: "AEC-456", author: "ann" }, parts);
    await parts.files.write(PLACE, { "NOTES.md": "mine" }, { replace: true });
    const result = await initTicket(request({ force: true, author: "bob", epic: "e" }), parts);
    expect(result.replaced).toHaveLength(6);
    expect(result.kept).toEqual(["NOTES.md"]);
    expect(result.ticket).toMatchObject({ title: "First", createdAt: at, epic: "epic-7k3m" });
    expect(result.ticket.history).toEqual([
      { at, from: null, to: "CREATED", by: "ann" },
      { at, from: "CREATED", to: "PLANNING", by: "ann", evidence: "the documents are there" },
      { at, from: "PLANNING", to: "CREATED", by: "bob" },
    ]);
  });

  test("takes the title of an epic where nobody gave it one", async () => {
    const parts = ticketParts();
    await initTicket(request(), parts);
    const { ticket } = await initTicket(request({ force: true, epic: "e" }), parts);
    expect(ticket.title).toBe("Returns online");
  });

  test("begins anew where its record cannot be read", async () => {
    const parts = ticketParts();
    await parts.files.write(PLACE, { "README.md": "half" }, { replace: false });
    const { ticket, replaced } = await initTicket(request({ force: true }), parts);
    expect(replaced).toEqual(["README.md"]);
    expect(ticket.history).toHaveLength(1);
  });
});

test("templates of the project win one by one, and keep their line endings", async () => {
  const index = "# {{ticket}}\r\n\r\n{{block traceability}}\r\nnone\r\n{{end}}\r\n";
  const parts = ticketParts({ "INDEX.md": index });
  const { ownTemplates } = await initTicket(request(), parts);
  expect(ownTemplates).toEqual([".ai/templates/INDEX.md"]);
  const documents = await parts.files.read(PLACE);
  expect(documents["INDEX.md"]).toBe(
    "# AEC-456\r\n\r\n<!-- region: traceability -->\r\nnone\r\n<!-- endregion -->\r\n",
  );
  expect(documents["SYSTEM_DESIGN.md"]).toContain("## API contracts");
});

test("a README of the project in CRLF keeps its record readable", async () => {
  const readme = SHIPPED["README.md"].replaceAll("\n", "\r\n");
  const parts = ticketParts({ "README.md": readme });
  const { ticket } = await initTicket(request({ epic: "e" }), parts);
  const text = String((await parts.files.read(PLACE))["README.md"]);
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  expect(readTicket(text)).toEqual(ticket);
});
