import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { cacheStatsSchema } from "../../src/schema/cache.ts";
import { epicResponseSchema } from "../../src/schema/epic.ts";
import type { Review } from "../../src/schema/persona.ts";
import { checkpointSchema, runStateSchema, runSummarySchema } from "../../src/schema/run.ts";
import { cliOf } from "../fakes/cli.ts";
import type { Harness } from "../fakes/coordinator.ts";
import { type ScriptedPersona, scriptedPersona } from "../fakes/persona.ts";
import { recommendation, registration, review } from "../fakes/review.ts";
import { screenAfter } from "../fakes/screen.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const blocker = recommendation("sec-1", { type: "blocking", priority: "critical" });

function twoPersonas(): [ScriptedPersona, ScriptedPersona] {
  const owner = scriptedPersona(registration("product-owner"), [review("product-owner")]);
  const security = scriptedPersona(registration("security-specialist", { reviewOrder: 2 }), [
    review("security-specialist", { recommendations: [blocker], verdict: "BLOCKED" }),
  ]);
  return [owner, security];
}

const requiredOwner = () =>
  scriptedPersona(registration("product-owner", { required: true }), [review("product-owner")]);

const ended = (exitCode: number) => ({ exitCode });

test("create prints a summary, and progress beside it", async () => {
  const { run } = cliOf(twoPersonas());
  const { exitCode, out, err } = await run(["create", "Add single sign-on"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^An epic\nBLOCKED[^]*epic show epic-\d+ --format markdown\n$/);
  expect(err).toMatch(/^task-\d+: 2 personas will review\n\[1\/2\] product-owner: reviews\n/);
});

test("in a terminal one empty line stands between progress and summary", async () => {
  const { run } = cliOf(twoPersonas());
  let seen = "";
  await run(["create", "Add single sign-on"], { isTty: true, onWrite: (text) => (seen += text) });
  const lines = screenAfter(seen);
  expect(lines.slice(1, 4)).toEqual([expect.stringContaining("BLOCKED"), "", "An epic"]);
  expect(lines.slice(-2)).toEqual([expect.stringMatching(/^Details /), ""]);
});

test("--json prints an EpicResponse and --quiet nothing else", async () => {
  const { run } = cliOf(twoPersonas());
  const { out, err } = await run(["create", "Add single sign-on", "--json", "--quiet"]);
  expect(epicResponseSchema.parse(JSON.parse(out)).summary.blockingCount).toBe(1);
  expect(err).toBe("");
});

test("--format prints a document", async () => {
  const { run } = cliOf(twoPersonas());
  await run(["create", "Add single sign-on"]);
  const markdown = await run(["show", "latest", "--format", "markdown"]);
  const json = await run(["show", "latest", "--format", "json"]);
  expect(markdown.out).toMatch(/^# /);
  expect(JSON.parse(json.out)).toEqual(JSON.parse((await run(["show", "latest", "--json"])).out));
});

test("--out writes the document and says where; the summary stays on standard output", async () => {
  const { run } = cliOf(twoPersonas());
  const path = join(tempFolder(), "epic.md");
  const { out, err } = await run(["create", "Add single sign-on", "--out", path, "--quiet"]);
  expect(readFileSync(path, "utf8")).toMatch(/^# /);
  expect(out).toContain(path);
  expect(err).toBe(`written: ${path}\n`);
});

test("--out that cannot be written is noticed before anybody is asked", async () => {
  const personas = twoPersonas();
  const { run } = cliOf(personas);
  const path = join(tempFolder(), "missing", "epic.md");
  expect(await run(["create", "Add single sign-on", "--out", path])).toMatchObject(ended(6));
  expect(personas[0].asked).toEqual([]);
});

test.each([
  ["blocking", 1],
  ["critical", 1],
  ["none", 0],
])("--fail-on %s exits with %i", async (failOn, exitCode) => {
  const { run } = cliOf(twoPersonas());
  const { err, ...rest } = await run(["create", "An epic", "--quiet", "--fail-on", failOn]);
  expect(rest.exitCode).toBe(exitCode);
  expect(rest.out).toContain("BLOCKED");
  expect(err).toBe(exitCode === 0 ? "" : `gate: 1 ${failOn} recommendation stops it: sec-1\n`);
});

test("the gate of the configuration holds where no flag says otherwise", async () => {
  const { run } = cliOf(twoPersonas(), { settings: { failOn: "blocking" } });
  expect(await run(["create", "An epic"])).toMatchObject(ended(1));
  expect(await run(["resume", "latest", "--fail-on", "none"])).toMatchObject(ended(0));
});

test("flags win over the request file, which wins over the configuration", async () => {
  const { run, coordinator } = cliOf(twoPersonas(), { settings: { defaultMode: "mvp" } });
  const request = {
    description: "From the file",
    mode: "standard",
    options: { timeout: 5, cacheKey: "file" },
    metadata: { project: "file", priority: "low" },
  };
  const folder = tempFolder({ "request.json": JSON.stringify(request) });
  const flags = ["--cache-key", "flag", "--priority", "high", "--no-cache"];
  const created = await run(["create", "--request", join(folder, "request.json"), ...flags]);
  expect(created).toMatchObject(ended(0));
  expect((await coordinator.getStatus("latest")).request).toMatchObject({
    description: "From the file",
    mode: "standard",
    options: { timeout: 5, cacheKey: "flag", cache: "off" },
    metadata: { project: "file", priority: "high" },
  });
});

test("standard input is read only where - says so", async () => {
  const { run, coordinator } = cliOf(twoPersonas());
  expect(await run(["create", "-"], { input: "From the pipe\n" })).toMatchObject(ended(0));
  expect((await coordinator.getStatus("latest")).request.description).toBe("From the pipe");
  expect(await run(["create"], { input: "From the pipe\n" })).toMatchObject({
    exitCode: 2,
    err: expect.stringMatching(/^error: No description is given\nhint: .*--file/),
  });
});

test("an own persona reviews as well", async () => {
  const persona = { name: "lawyer", title: "Lawyer", reviewOrder: 9, focusAreas: [FOCUS] };
  const folder = tempFolder({ "lawyer.yml": JSON.stringify(persona) });
  const lawyer = scriptedPersona(registration("lawyer"), [review("lawyer")]);
  const harness: Harness = { parts: { adaptersFor: () => [lawyer] } };
  const { run } = cliOf([], harness);
  const { out } = await run([
    "create",
    "An epic",
    "--persona",
    join(folder, "lawyer.yml"),
    "--json",
  ]);
  expect(JSON.parse(out)).toMatchObject({ summary: { personasCompleted: 1 } });
});

const FOCUS = { id: "law", title: "Law", asks: "Is it legal?" };

/** Written as no schema has it. */
const disordered = (persona: string): Review => {
  const { verdict, insights, ...rest } = review(persona, { recommendations: [blocker] });
  return { ...rest, insights, verdict };
};

test("one epic is the same bytes when it is made, resumed, shown and answered from the cache", async () => {
  const { run } = cliOf([
    scriptedPersona(registration("product-owner"), [disordered("product-owner")]),
    scriptedPersona(registration("architect", { required: true, reviewOrder: 2 }), [
      new EpicError("NETWORK_ERROR", "no route"),
      disordered("architect"),
    ]),
  ]);
  expect(await run(["create", "Add single sign-on"])).toMatchObject(ended(3));
  for (const command of [
    ["resume", "latest"],
    ["create", "Add single sign-on"],
  ]) {
    const made = await run([...command, "--json"]);
    expect(made).toMatchObject(ended(0));
    expect((await run(["show", "latest", "--json"])).out).toBe(made.out);
    expect((await run(["resume", "latest", "--json"])).out).toBe(made.out);
  }
});

test("a run that missed in the cache is resumed as its hint says", async () => {
  const { run } = cliOf([requiredOwner()]);
  const missed = await run(["create", "Add single sign-on", "--cache", "only"]);
  expect(missed).toMatchObject(ended(3));
  const [, command = ""] = /hint: epic (resume cp-\d+ --cache on)\n$/.exec(missed.err) ?? [];
  expect(await run([...command.split(" "), "--json"])).toMatchObject(ended(0));
});

test("a run that is resumed with --no-cache leaves the cache as it is", async () => {
  const { run } = cliOf([requiredOwner()]);
  await run(["create", "Add single sign-on", "--cache", "only"]);
  expect(await run(["resume", "latest", "--no-cache"])).toMatchObject(ended(0));
  const { out } = await run(["cache", "stats", "--json"]);
  expect(JSON.parse(out)).toMatchObject({ entries: 0 });
});

test("a run that failed is resumed where it stopped", async () => {
  const [owner] = twoPersonas();
  const down = new EpicError("NETWORK_ERROR", "no route");
  const security = scriptedPersona(
    registration("security-specialist", { reviewOrder: 2, required: true }),
    [down, review("security-specialist")],
  );
  const { run } = cliOf([owner, security]);
  const failed = await run(["create", "An epic"]);
  expect(failed).toMatchObject({ exitCode: 3, out: "" });
  const [, command = ""] = /hint: epic (resume cp-\d+)\n$/.exec(failed.err) ?? [];
  const resumed = await run(command.split(" "));
  expect(resumed).toMatchObject(ended(0));
  expect(resumed.err).toMatch(/continues, 1 of 2 personas have reviewed/);
  expect(owner.asked).toHaveLength(1);
});

test("resuming a finished run prints its epic again, with a note", async () => {
  const { run } = cliOf(twoPersonas());
  const first = await run(["create", "An epic", "--json"]);
  const again = await run(["resume", "latest", "--json"]);
  expect(again.out).toBe(first.out);
  expect(again.err).toMatch(/^task-\d+: finished before, nothing was asked\n$/);
});

test("status, list and checkpoints show the run, and as JSON what the schemas say", async () => {
  const { run } = cliOf(twoPersonas());
  await run(["create", "An epic"]);
  expect((await run(["status"])).out).toMatch(/product-owner +completed/);
  expect((await run(["list"])).out).toMatch(/completed +standard/);
  expect((await run(["checkpoints", "latest"])).out).toMatch(/finished\n$/);
  runStateSchema.parse(JSON.parse((await run(["status", "--json"])).out));
  runSummarySchema
    .array()
    .length(1)
    .parse(JSON.parse((await run(["list", "--json"])).out));
  const checkpoints = await run(["checkpoints", "latest", "--json"]);
  checkpointSchema.array().parse(JSON.parse(checkpoints.out));
});

test("a list of nothing says so on standard error, and is an empty list to a program", async () => {
  const { run } = cliOf([]);
  expect(await run(["list"])).toMatchObject({ exitCode: 0, out: "", err: /No runs/ });
  expect(await run(["list", "--json"])).toEqual({ exitCode: 0, out: "[]\n", err: "" });
  expect(await run(["list", "--quiet"])).toEqual({ exitCode: 0, out: "", err: "" });
});

test("a list can be of one status, and of so many", async () => {
  const { run } = cliOf(twoPersonas());
  await run(["create", "An epic"]);
  await run(["create", "Another epic"]);
  const titles = async (...flags: string[]) =>
    JSON.parse((await run(["list", "--json", ...flags])).out).length;
  expect(await titles("--limit", "1")).toBe(1);
  expect(await titles()).toBe(2);
  expect(await titles("--status", "completed")).toBe(2);
  expect(await titles("--status", "failed")).toBe(0);
});

test("the cache is looked at and dropped", async () => {
  const { run } = cliOf(twoPersonas());
  await run(["create", "An epic"]);
  const stats = async () =>
    cacheStatsSchema.parse(JSON.parse((await run(["cache", "stats", "--json"])).out));
  expect((await run(["cache", "stats"])).out).toMatch(/^Answers +2\n/);
  expect(await run(["cache", "invalidate", "--persona", "product-owner"])).toMatchObject({
    out: "1 answer dropped\n",
  });
  expect((await stats()).byPersona).toEqual({ "security-specialist": 1 });
  expect(await run(["cache", "invalidate", "--older-than", "500w", "--json"])).toMatchObject({
    out: '{"removed":0}\n',
  });
  expect(await run(["cache", "clear"])).toMatchObject({ out: "1 answer dropped\n" });
  expect((await stats()).entries).toBe(0);
});

test("invalidating needs to be told what", async () => {
  const { run } = cliOf([]);
  expect(await run(["cache", "invalidate"])).toMatchObject({ exitCode: 2, out: "" });
});
