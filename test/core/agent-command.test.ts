import * as fc from "fast-check";
import { expect, test } from "vitest";

import { type CommandValues, fillCommand } from "../../src/core/agent-command.ts";
import { agentSettings } from "../../src/core/agent-presets.ts";
import { agentPresetSchema } from "../../src/schema/provider.ts";

const VALUES: CommandValues = {
  persona: "architect",
  taskId: "task-1",
  mode: "mvp",
  model: "large",
  input: "/tmp/in.json",
  output: "/tmp/out.json",
  question: "What is missing?",
};

test("every placeholder is filled in", () => {
  const template = ["{persona}/{taskId}", "{mode}", "{model}", "{input}", "{output}", "{question}"];
  expect(fillCommand(template, VALUES)).toEqual([
    "architect/task-1",
    "mvp",
    "large",
    "/tmp/in.json",
    "/tmp/out.json",
    "What is missing?",
  ]);
});

test("what no placeholder is stays as it is written", () => {
  expect(fillCommand(["{nobody}", "{}", "{{persona}}"], VALUES)).toEqual([
    "{nobody}",
    "{}",
    "{architect}",
  ]);
});

test("without a model the words that name it are left out", () => {
  const unset = { ...VALUES, model: undefined };
  expect(fillCommand(["run", "--model={model}", "-"], unset)).toEqual(["run", "-"]);
});

test("no value can add a word to a command, or be read as a placeholder", () => {
  fc.assert(
    fc.property(fc.string(), (question) => {
      const filled = fillCommand(["ask", "{question}", "end"], { ...VALUES, question });
      expect(filled).toEqual(["ask", question, "end"]);
    }),
  );
});

test("an agent of the user's own reads JSON on stdin and answers on stdout", () => {
  expect(agentSettings({ type: "agent", command: ["./review"] })).toEqual({
    command: ["./review"],
    input: "stdin",
    output: "stdout",
    asks: "json",
    env: [],
  });
});

test.each(agentPresetSchema.options)("what is said goes over the preset %s", (preset) => {
  const plain = agentSettings({ type: "agent", preset });
  expect(plain.command.join(" ")).toContain(preset);
  const own = agentSettings({
    type: "agent",
    preset,
    command: ["./wrapped"],
    input: "argument",
    output: "file",
    asks: "json",
    env: ["MY_KEY"],
    timeout: 7,
  });
  expect(own).toMatchObject({ command: ["./wrapped"], input: "argument", timeout: 7 });
  expect(own.env).toEqual([...plain.env, "MY_KEY"]);
});
