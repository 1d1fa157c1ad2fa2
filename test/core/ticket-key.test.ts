import * as fc from "fast-check";
import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { parseTeamName, parseTicketKey } from "../../src/core/ticket-key.ts";

function refusal(parse: () => unknown): EpicError {
  try {
    parse();
  } catch (error) {
    if (error instanceof EpicError) return error;
    throw error;
  }
  throw new Error("It was accepted");
}

test.each([
  "AEC-456",
  "DASHBOARD-001",
  "FEATURE-XYZ",
  "A1-2",
  "CON-1",
  "NUL-SAFE",
  `AB-${"1".repeat(61)}`,
])("%s is a ticket key", (key) => {
  expect(parseTicketKey(key)).toBe(key);
});

test.each(["TEAM-A", "SHARED", "A", "BACKEND-2-EU"])("%s is a team name", (name) => {
  expect(parseTeamName(name)).toBe(name);
});

test.each([
  ["", "it is empty"],
  ["  ", "it is empty"],
  ["AEC-456\0", "control character"],
  ["AEC-456\n", "control character"],
  ["../AEC-456", "it is a path"],
  ["..", "it is a path"],
  [".", "it is a path"],
  ["/etc/AEC-456", "it is a path"],
  ["A\\B-1", "it is a path"],
  ["C:AEC-1", "it is a path"],
  ["~", "it is a path"],
  ["CON", "Windows keeps this name"],
  ["nul", "Windows keeps this name"],
  ["COM1.txt", "Windows keeps this name"],
  ["LPT9:", "Windows keeps this name"],
  ["COM¹", "Windows keeps this name"],
  ["aec-456", "lower-case"],
  ["AEC", "must look like AEC-456"],
  ["AEC-456-7", "it has more than one hyphen"],
  ["A-1", "must look like AEC-456"],
  ["1AEC-1", "must look like AEC-456"],
  ["AEC-456 ", "must look like AEC-456"],
  ["ÄEC-456", "must look like AEC-456"],
  ["ΑEC-456", "must look like AEC-456"], // The first letter is Greek.
  [`AB-${"1".repeat(62)}`, "more than 64 characters"],
])("%j is refused: %s", (text, reason) => {
  const { code, message } = refusal(() => parseTicketKey(text));
  expect(code).toBe("INVALID_INPUT");
  expect(message).toContain(reason);
});

test.each(["CON", "AUX", "COM1", "LPT0", "PRN.", "conout$"])(
  "a team cannot be called %s, which Windows keeps",
  (name) => {
    expect(refusal(() => parseTeamName(name)).message).toContain("Windows keeps this name");
  },
);

test.each([
  ["aec-456", "did you mean AEC-456?"],
  ["AEC_456", "did you mean AEC-456?"],
  ["aec 456", "did you mean AEC-456?"],
  ["aec456", "did you mean AEC-456?"],
  ["AEC–456", "did you mean AEC-456?"],
  ["../aec-456", "use one such as AEC-456, DASHBOARD-001 or FEATURE-XYZ"],
  ["what", "use one such as AEC-456, DASHBOARD-001 or FEATURE-XYZ"],
  ["a".repeat(100), "use one such as AEC-456, DASHBOARD-001 or FEATURE-XYZ"],
])("the hint for %j is: %s", (text, hint) => {
  expect(refusal(() => parseTicketKey(text)).hint).toBe(hint);
});

test("the hint for a team name is a team name", () => {
  expect(refusal(() => parseTeamName("team a")).hint).toBe("did you mean TEAM-A?");
});

test("a long value is cut in the message, and nothing invisible in it is shown raw", () => {
  const { message } = refusal(() => parseTicketKey(`\u202E\u001B[31m${"x".repeat(10_000)}`));
  expect(message.length).toBeLessThan(200);
  expect(message).toContain("\\u202e\\u001b[31m");
});

const nearly = fc.stringMatching(/^[A-Za-z./\\]{0,5}-?[A-Z0-9:]{0,5}$/);
const anyText = fc.oneof(fc.string({ unit: "binary" }), nearly);
const isKey = (text: string) => /^[A-Z][A-Z0-9]+-[A-Z0-9]+$/.test(text) && text.length <= 64;

test("any text outside the grammar is refused with a reason and a hint", () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => !isKey(text)),
      (text) => {
        const { code, hint } = refusal(() => parseTicketKey(text));
        expect([code, hint]).toEqual(["INVALID_INPUT", expect.stringMatching(/./)]);
      },
    ),
  );
});

test("any text of the grammar is taken as it is", () => {
  const key = fc.stringMatching(/^[A-Z][A-Z0-9]{1,20}-[A-Z0-9]{1,20}$/);
  fc.assert(
    fc.property(key, (text) => {
      expect(parseTicketKey(text)).toBe(text);
    }),
  );
});
