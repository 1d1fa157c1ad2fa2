import { expect, test } from "vitest";

import { printable } from "../../src/cli/printable.ts";
import { reportFailure } from "../../src/cli/report-failure.ts";
import { EpicError, ERROR_CODES } from "../../src/core/errors.ts";
import { errorCodeSchema, failureSchema } from "../../src/schema/error.ts";
import { fakeTerminal } from "../fakes/terminal.ts";

const plain = { json: false, debug: false };

test.each(errorCodeSchema.options)("%s exits with the code of the table", (code) => {
  const terminal = fakeTerminal();
  expect(reportFailure(new EpicError(code, "it failed"), terminal, plain)).toBe(
    ERROR_CODES[code].exitCode,
  );
});

test("a person reads a sentence and a hint, and nothing on standard output", () => {
  const terminal = fakeTerminal();
  const error = new EpicError("INVALID_INPUT", 'There is no mode "x"', { hint: "try mvp" });
  reportFailure(error, terminal, plain);
  expect(terminal.err()).toBe('error: There is no mode "x"\nhint: try mvp\n');
  expect(terminal.out()).toBe("");
});

test("a program reads one document on standard output, and nothing beside it", () => {
  const terminal = fakeTerminal();
  reportFailure(new EpicError("NOT_FOUND", "gone"), terminal, { json: true, debug: false });
  expect(failureSchema.parse(JSON.parse(terminal.out()))).toEqual({
    error: { code: "NOT_FOUND", message: "gone" },
  });
  expect(terminal.err()).toBe("");
});

test("a fault of ours says so, without its stack", () => {
  const terminal = fakeTerminal();
  expect(reportFailure(new RangeError("out of bounds"), terminal, plain)).toBe(70);
  expect(terminal.err()).toMatch(/^internal error: out of bounds\nhint: .*--debug.*\n$/);
});

test("--debug shows the stack and every cause", () => {
  const terminal = fakeTerminal();
  const error = new EpicError("TIMEOUT", "too slow", { cause: new TypeError("the cause") });
  reportFailure(error, terminal, { json: false, debug: true });
  expect(terminal.err()).toMatch(
    /EpicError: too slow\n +at [^]*caused by TypeError: the cause\n +at/,
  );
});

test("whatever is thrown can be told", () => {
  const terminal = fakeTerminal();
  expect(reportFailure("plain text", terminal, { json: false, debug: true })).toBe(70);
  expect(terminal.err()).toMatch(/^internal error: plain text\n/);
});

test("colour marks the word error alone", () => {
  const terminal = fakeTerminal({ color: true });
  reportFailure(new EpicError("TIMEOUT", "too slow"), terminal, plain);
  expect(terminal.err()).toBe("\u001B[31merror:\u001B[39m too slow\n");
});

test("a quoted value cannot steer the terminal or fill it", () => {
  expect(printable("no file \u001B[2J\nx")).toBe("no file x");
  expect(printable("a".repeat(10_000))).toHaveLength(601);
  expect(printable(`${"a".repeat(599)}\u{1F600}b`)).toBe(`${"a".repeat(599)}…`);
});
