import { expect, test } from "vitest";

import type { TicketFiles, TicketPlace } from "../../src/ports/ticket-files.ts";
import type { TicketFile } from "../../src/schema/ticket.ts";

export interface TicketProject {
  /** The project's own templates. */
  readonly templates?: Partial<Record<TicketFile, string>>;
}

const PLACE: TicketPlace = { key: "AEC-456" };
const IN_TEAM: TicketPlace = { key: "AEC-456", team: "TEAM-A" };
const DOCUMENTS = { "README.md": "---\r\nß: {{x}}\r\n---\r\n", "INDEX.md": "" };
const NEW = { replace: false };

/** What every TicketFiles must do. */
export function ticketFilesContract(open: (project?: TicketProject) => TicketFiles): void {
  test.each([PLACE, IN_TEAM])("documents are read back as they were written: %j", async (place) => {
    const files = open();
    expect(await files.write(place, DOCUMENTS, NEW)).toEqual({ replaced: [], kept: [] });
    expect(await files.read(place)).toEqual(DOCUMENTS);
  });

  test("a ticket that is not there cannot be read", async () => {
    const files = open();
    await files.write(IN_TEAM, DOCUMENTS, NEW);
    await expect(files.read(PLACE)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("an existing ticket is left alone", async () => {
    const files = open();
    await files.write(PLACE, DOCUMENTS, NEW);
    await expect(files.write(PLACE, { "README.md": "other" }, NEW)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "The ticket AEC-456 already exists in .ai/workflow/AEC-456",
    });
    expect(await files.read(PLACE)).toEqual(DOCUMENTS);
  });

  test("a replacement says what it replaced, and keeps what it does not write", async () => {
    const files = open();
    await files.write(PLACE, { ...DOCUMENTS, "NOTES.md": "mine" }, NEW);
    const written = await files.write(
      PLACE,
      { "README.md": "r", "PLAN.md": "p" },
      { replace: true },
    );
    expect(written).toEqual({ replaced: ["README.md"], kept: ["INDEX.md", "NOTES.md"] });
    expect(await files.read(PLACE)).toEqual({
      "README.md": "r",
      "INDEX.md": "",
      "NOTES.md": "mine",
      "PLAN.md": "p",
    });
  });

  test("a replacement of nothing is a beginning", async () => {
    const files = open();
    expect(await files.write(IN_TEAM, DOCUMENTS, { replace: true })).toEqual({
      replaced: [],
      kept: [],
    });
    expect(await files.read(IN_TEAM)).toEqual(DOCUMENTS);
  });

  test("tickets are listed by team and key, numbers by their value", async () => {
    const files = open();
    const places = [
      { key: "AEC-2" },
      { key: "AEC-10" },
      { key: "WEB-1" },
      { key: "AEC-1", team: "BACKEND" },
      { key: "AEC-3", team: "TEAM-A" },
    ];
    for (const place of places.toReversed()) await files.write(place, DOCUMENTS, NEW);
    const readme = DOCUMENTS["README.md"];
    expect(await files.list()).toEqual(places.map((place) => ({ kind: "ticket", place, readme })));
  });

  test("a project without tickets has an empty list", async () => {
    expect(await open().list()).toEqual([]);
  });

  test("a ticket without README is listed with what is wrong", async () => {
    const files = open();
    await files.write(PLACE, { "INDEX.md": "" }, NEW);
    expect(await files.list()).toEqual([
      { kind: "broken", place: PLACE, problem: "has no README.md" },
    ]);
  });

  test("one document is changed, the others stay", async () => {
    const files = open();
    await files.write(PLACE, DOCUMENTS, NEW);
    await files.update(PLACE, "README.md", { before: DOCUMENTS["README.md"], after: "new\r\n" });
    expect(await files.read(PLACE)).toEqual({ ...DOCUMENTS, "README.md": "new\r\n" });
  });

  test("a document that somebody changed meanwhile is left alone", async () => {
    const files = open();
    await files.write(PLACE, DOCUMENTS, NEW);
    await expect(
      files.update(PLACE, "README.md", { before: "other", after: "new" }),
    ).rejects.toMatchObject({
      code: "STORAGE_ERROR",
      message: expect.stringContaining("meanwhile"),
    });
    expect(await files.read(PLACE)).toEqual(DOCUMENTS);
  });

  test.each([
    [PLACE, "NOTES.md"],
    [IN_TEAM, "README.md"],
  ])("a document that is not there cannot be changed: %j %s", async (place, file) => {
    const files = open();
    await files.write(PLACE, DOCUMENTS, NEW);
    await expect(files.update(place, file, { before: "", after: "x" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await files.read(PLACE)).toEqual(DOCUMENTS);
  });

  test("the folder of a team is no place for a ticket, even by force", async () => {
    const files = open();
    await files.write(IN_TEAM, DOCUMENTS, NEW);
    await expect(
      files.write({ key: "TEAM-A" }, DOCUMENTS, { replace: true }),
    ).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("is a team"),
    });
    expect(await files.list()).toHaveLength(1);
  });

  test("a ticket is no team", async () => {
    const files = open();
    await files.write({ key: "TEAM-A" }, DOCUMENTS, NEW);
    await expect(files.write(IN_TEAM, DOCUMENTS, NEW)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("TEAM-A is a ticket"),
    });
  });

  test("the project's own template wins, file by file", async () => {
    const files = open({ templates: { "INDEX.md": "ours\r\n" } });
    expect(await files.template("INDEX.md")).toEqual({
      origin: ".ai/templates/INDEX.md",
      text: "ours\r\n",
    });
    expect((await files.template("README.md")).origin).toBe("templates/README.md");
  });
}
