import { expect, test } from "vitest";

import { failureSchema } from "../../src/schema/error.ts";
import { cliOf } from "../fakes/cli.ts";
import { scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

const owner = scriptedPersona(registration("product-owner"), [review("product-owner")]);

test.each([
  [["creat"], "Unknown command 'creat'", "Did you mean create?"],
  [["create", "a", "--mod", "mvp"], "Unknown option '--mod'", "Did you mean --mode?"],
  [["create", "a", "--mode", "enterprize"], '--mode does not know "enterprize"', '"enterprise"'],
  [["create", "a", "--priority", "asap"], '--priority does not know "asap"', "low, medium"],
  [["create", "a", "--format", "html"], '--format does not know "html"', "markdown, json"],
  [["create", "a", "--timeout", "-5"], '--timeout does not take "-5"', "above zero"],
  [["create", "a", "--timeout", ""], '--timeout does not take ""', "above zero"],
  [["create", "a", "--timeout", "soon"], '--timeout does not take "soon"', "above zero"],
  [["create", "a", "--project", ""], "--project is empty", "leave it out"],
  [["create", "a", "--mode"], "Option '--mode <mode>' argument missing", "epic create --help"],
  [["create", "a", "b"], "Too many arguments", "put quotes"],
  [["create"], "No description is given", "--file"],
  [["create", "--exclude", "architect", "An epic"], "No description is given", "before --exclude"],
  [["create", "a", "--file", "b"], "Two descriptions are given", "leave one"],
  [["create", " \n"], "The description is empty", "what the epic is about"],
  [["create", "a", "--exclude", "product-onwer"], "no persona product-onwer", "product-owner"],
  [["create", "a", "--file", "/nowhere/x"], "Two descriptions", "leave one"],
  [["create", "--file", "/nowhere/x"], "/nowhere/x does not exist", "after --file"],
  [["create", "a", "--persona", "/nowhere/x"], "/nowhere/x does not exist", "after --persona"],
  [["create", "--request", "/nowhere/x"], "/nowhere/x does not exist", "after --request"],
  [["resume"], "Missing required argument 'checkpoint'", "epic resume --help"],
  [["resume", "nowhere"], 'No run or checkpoint is called "nowhere"', "epic list"],
  [["show", "nowhere"], 'No run or checkpoint is called "nowhere"', "epic list"],
  [["status"], "No run has been saved yet", "epic create"],
  [["list", "--limit", "0"], '"0" is no count', "above zero"],
  [["list", "--status", "done"], '--status does not know "done"', "completed"],
  [["cache"], "epic cache needs a command", "stats, clear, invalidate"],
  [["cache", "stat"], "Unknown command 'stat'", "Did you mean stats?"],
  [["cache", "invalidate", "--older-than", "x"], '"x" is no duration', "7d"],
  [["cache", "invalidate", "--key", "x"], '"x" is no cache key', "64"],
  [[], "epic needs a command", "create"],
])("%j is refused in a sentence, with a hint", async (argv, message, hint) => {
  const { run } = cliOf([owner]);
  const { exitCode, out, err } = await run(argv);
  expect(exitCode).toBe(2);
  expect(out).toBe("");
  expect(err).toContain(message);
  expect(err).toContain(hint);
  expect(err).toMatch(/^error: [^\n]+\n(hint: [^\n]+\n)?$/);

  const json = await run([...argv, "--json"]);
  expect(json.exitCode).toBe(2);
  expect(failureSchema.parse(JSON.parse(json.out)).error.message).toContain(message);
});

test("every command has a help that says what it does", async () => {
  const { run } = cliOf([]);
  const { out } = await run(["--help"]);
  const names = [...out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? "");
  expect(names).toContain("create");
  for (const name of names.filter((command) => command !== "help")) {
    const help = await run([name, "--help"]);
    expect(help).toMatchObject({ exitCode: 0, err: "" });
    expect(help.out).toMatch(new RegExp(`^Usage: epic ${name} [^]*--json`));
  }
});
