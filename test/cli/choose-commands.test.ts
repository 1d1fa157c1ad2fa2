import { expect, test } from "vitest";

import { chooseCommands } from "../../src/cli/choose-commands.ts";
import { cliOf } from "../fakes/cli.ts";

const COMMANDS = { create: "c", list: "l", "pr-body": "p" };

test.each([
  [["create", "list"], ["c"]],
  [["--json", "list"], ["l"]],
  [["--config", "create", "list"], ["l"]],
  [["--config=create", "pr-body", "--help"], ["p"]],
  [["--help"], ["c", "l", "p"]],
  [
    ["help", "create"],
    ["c", "l", "p"],
  ],
  [["creat"], ["c", "l", "p"]],
  [[], ["c", "l", "p"]],
])("of %j, commander learns %j", (argv, chosen) => {
  expect(chooseCommands(COMMANDS, argv)).toEqual(chosen);
});

test("each command of the help is found by its name alone", async () => {
  const { run } = cliOf([]);
  const { out } = await run(["--help"]);
  const names = Array.from(
    out.matchAll(/^ {2}([a-z][a-z-]+)(?: \[| <| {2,}[a-z])/gm),
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(15);
  for (const name of names.filter((each) => each !== "help")) {
    expect((await run([name ?? "", "--help"])).out).toMatch(`Usage: epic ${name}`);
  }
});
