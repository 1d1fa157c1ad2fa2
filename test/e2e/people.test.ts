import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { runStateSchema } from "../../src/schema/run.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

const read = (path: string): string => readFileSync(box.path(path), "utf8");

const BY_A_PERSON = "personas: { architect: { provider: human } }\n";

const questions = (): string[] => readdirSync(box.path(".ai/questions"));

test("a run waits for a person, prints the question, and says how to answer", async () => {
  box.write(".ai/config.yml", BY_A_PERSON);
  const { code, stdout, stderr } = await box.epic(["create", "Members renew loans"]);
  expect(code).toBe(3);
  const [file = ""] = questions();
  expect(stdout).toBe(read(`.ai/questions/${file}`));
  expect(stdout).toContain("> Members renew loans");
  expect(stdout).toContain("### product-owner: ");
  expect(stderr).toContain(
    `waiting: architect waits for a person: the question is in .ai/questions/${file}\n`,
  );
  const [, id = ""] = /hint: epic answer (\S+) --file \S+\n/.exec(stderr) ?? [];
  const status = await box.epic(["status", id, "--json"]);
  const state = runStateSchema.parse(JSON.parse(status.stdout));
  expect(state).toMatchObject({
    status: "waiting",
    currentPersona: "architect",
    personaStates: {
      architect: { status: "waiting" },
      "security-specialist": { status: "pending" },
    },
  });
  expect((await box.epic(["list", "--status", "waiting"])).stdout).toContain(state.epicId);
});

test("the answer continues the run, and those after it see what was said", async () => {
  box.write(".ai/config.yml", `${BY_A_PERSON}providers: { human: { type: human, who: Dana } }\n`);
  await box.epic(["create", "Members renew loans"]);
  const [file = ""] = questions();
  const filled = read(`.ai/questions/${file}`)
    .replace("verdict:", "verdict: CONCERNS")
    .replace("## Recommendations", "## Recommendations\n\n### Keep one ledger\ntype: blocking\n");
  box.write("review.md", filled);
  const { code, stdout } = await box.epic(["answer", "latest", "--file", "review.md", "--json"]);
  expect(code).toBe(0);
  const { epic } = epicResponseSchema.parse(JSON.parse(stdout));
  expect(epic.personas).toHaveLength(6);
  expect(epic.personas[1]).toMatchObject({
    persona: { name: "architect" },
    verdict: "CONCERNS",
    recommendations: [{ title: "Keep one ledger", type: "blocking" }],
    metadata: { model: "Dana", source: "person" },
  });
});

test("JSON on standard input is an answer as well", async () => {
  box.write(".ai/config.yml", BY_A_PERSON);
  await box.epic(["create", "Members renew loans"]);
  const review = { verdict: "READY", recommendations: [], confidence: 1 };
  const input = JSON.stringify(review);
  const { code } = await box.epic(["answer", "latest", "--file", "-", "--quiet"], { input });
  expect(code).toBe(0);
});

test.each([
  ["as it was asked", (text: string) => text, "verdict is empty: say READY, CONCERNS or BLOCKED"],
  [
    "with a broken top",
    (text: string) => text.replace("verdict:", "verdict"),
    "line 5 is not of the form",
  ],
  [
    "with a verdict of nobody",
    (text: string) => text.replace("verdict:", "verdict: maybe").replace("0.8", "9"),
    "confidence must be",
  ],
])("an answer %s is refused, and the run waits on", async (_how, change, message) => {
  box.write(".ai/config.yml", BY_A_PERSON);
  await box.epic(["create", "Members renew loans"]);
  const [file = ""] = questions();
  box.write("review.md", change(read(`.ai/questions/${file}`)));
  const { code, stdout, stderr } = await box.epic(["answer", "latest", "--file", "review.md"]);
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  expect(stderr).toContain("error: The answer for architect does not fit: ");
  expect(stderr).toContain(message);
  const status = await box.epic(["status", "latest", "--json"]);
  expect(JSON.parse(status.stdout)).toMatchObject({ status: "waiting" });
});

test.each([
  [["answer", "latest"], "No answer is given"],
  [["answer", "latest", "--file", "nothing.md"], "nothing.md"],
  [["answer", "latest", "--file", "review.md"], "Nobody waits in task-"],
  [["answer", "latest", "--interactive"], "--interactive needs a terminal"],
])("%j is refused", async (args, message) => {
  box.write("review.md", "---\nverdict: READY\n---\n");
  await box.epic(["create", "Members renew loans"]);
  const { code, stdout } = await box.epic([...args, "--json"]);
  expect(code).toBe(2);
  expect(failureSchema.parse(JSON.parse(stdout)).error.message).toContain(message);
});

test("an agent, a person and the rulebook make up one panel", async () => {
  box.write(
    "review.mjs",
    `console.log('{"verdict": "READY", "insights": ["by a script"], "recommendations": [], "confidence": 1}')`,
  );
  box.write(
    ".ai/config.yml",
    `providers: { reviewer: { type: agent, command: [node, review.mjs] } }
personas:
  product-owner: { provider: human }
  architect: { provider: reviewer }
  devops-engineer: { provider: human }
`,
  );
  box.trustAll();
  expect((await box.epic(["create", "Members renew loans"])).code).toBe(3);
  box.write(
    "first.md",
    "---\nverdict: READY\npersona: product-owner\n---\n## Insights\n- by a person\n",
  );
  const second = await box.epic(["answer", "latest", "--file", "first.md"]);
  expect(second.code).toBe(3);
  expect(second.stdout).toContain("- by a script");
  box.write("second.md", "---\nverdict: BLOCKED\n---\n");
  const last = await box.epic(["answer", "latest", "--file", "second.md", "--json"]);
  const { epic } = epicResponseSchema.parse(JSON.parse(last.stdout));
  expect(epic.personas.map(({ metadata }) => metadata.model)).toEqual([
    "human",
    "reviewer",
    "rulebook",
    "rulebook",
    "rulebook",
    "human",
  ]);
  expect(epic.verdict).toBe("BLOCKED");
});

test("what somebody began to write is not overwritten when the run is resumed", async () => {
  box.write(".ai/config.yml", BY_A_PERSON);
  await box.epic(["create", "Members renew loans"]);
  const [file = ""] = questions();
  box.write(`.ai/questions/${file}`, "half an answer");
  expect((await box.epic(["resume", "latest"])).code).toBe(3);
  expect(read(`.ai/questions/${file}`)).toBe("half an answer");
});

/** A terminal for the program, as far as `script` of util-linux can be had. */
const inTerminal = (line: string, editor: string) =>
  box.shell(`script -qec '${line}' /dev/null`, { env: { EDITOR: editor, TERM: "dumb" } });

test.skipIf(!existsSync("/usr/bin/script"))(
  "at a terminal the question opens in the editor, again with complaints until it fits",
  async () => {
    box.write(".ai/config.yml", BY_A_PERSON);
    box.write(
      "edit.sh",
      `#!/bin/sh
cp "$1" "$HOME/seen-$(ls "$HOME" | grep -c seen)"
if [ -f "$HOME/tried" ]; then sed -i "s/^confidence: .*/confidence: 0.9/" "$1"
else touch "$HOME/tried"; sed -i "s/^verdict:/verdict: READY/; s/^confidence: .*/confidence: high/" "$1"; fi
`,
    );
    chmodSync(box.path("edit.sh"), 0o755);
    const { code, stdout } = await inTerminal(
      '$EPIC create "Members renew loans" --interactive --quiet --out epic.json',
      box.path("edit.sh"),
    );
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(read("seen-1")).toContain("<!-- To be mended:\n- confidence must be");
    const { epic } = epicResponseSchema.parse(JSON.parse(read("epic.json")));
    expect(epic.personas[1]).toMatchObject({ verdict: "READY", confidence: 0.9 });
  },
);

test.skipIf(!existsSync("/usr/bin/script"))(
  "whoever closes the editor without a word leaves the question for later",
  async () => {
    box.write(".ai/config.yml", BY_A_PERSON);
    const { code } = await inTerminal('$EPIC create "Members renew loans" --interactive', "true");
    expect(code).toBe(3);
    expect(questions()).toHaveLength(1);
  },
);
