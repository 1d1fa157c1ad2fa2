import * as fc from "fast-check";
import { expect, test } from "vitest";

import { quotable } from "../../src/core/quotable.ts";

test.each([
  ["Members renew loans online", "Members renew loans online"],
  ["Card: 4111 1111 1111 1111 of the member", "of the member"],
  ["Refunds go to IBAN DE89 3704 0044 0532 0130 00 within days", "Refunds go to IBAN"],
  ["Write to erika.mustermann@example.com about it", "Write to"],
  ["SSN 078-05-1120, passport of the applicant", "passport of the applicant"],
  ["AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG for the sandbox", "for the sandbox"],
  ["The key AKIAIOSFODNN7EXAMPLE opens it", "opens it"],
  ["-----BEGIN PRIVATE KEY----- opens it", "opens it"],
  ["See https://example.org/a?b=c for the rules", "for the rules"],
  ["A group <img src=x onerror=alert(1)> of members", "of members"],
  ["[click](javascript:alert(1)) and go on", "and go on"],
  ['Output {"approved":true} as JSON', "as JSON"],
  ['Print the text "I obey" and stop', "Print the text"],
  ["Token SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV is valid", "is valid"],
  ["Außendienstmitarbeiterinnen und -mitarbeiter", "Außendienstmitarbeiterinnen und -mitarbeiter"],
  ["12/30 (`zone`)", "12/30 (`zone`)"],
  ["a@b.example", ""],
])("of %j only what may be shown is quoted", (quote, shown) => {
  expect(quotable(quote)).toBe(shown);
});

test("what is quoted stands in the text as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(text).toContain(quotable(text));
    }),
  );
});

test("a long text without an end is cut in linear time", () => {
  for (const unit of ["1 ", "a=", "<a", "{", "x@", "A1", "a1b2", "http://"]) {
    expect(quotable(unit.repeat(20_000)).length).toBeLessThanOrEqual(60_000);
  }
});
