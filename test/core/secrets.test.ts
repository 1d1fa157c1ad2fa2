import { expect, test } from "vitest";

import { redact } from "../../src/core/secrets.ts";

test.each([
  ["sk", "ant", "a1b2".repeat(8)].join("-"),
  "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
  "password: correct-horse-battery",
])("what looks like a secret is taken out: %s", (secret) => {
  expect(redact(`401: ${secret} and ${secret} again`)).toBe("401: [redacted] and [redacted] again");
});

test("a value that is known to be secret is taken out wherever it stands, the longest first", () => {
  expect(redact("token=abcdefgh12 (abcdefgh)", ["abcdefgh", "abcdefgh12"])).toBe(
    "token=[redacted] ([redacted])",
  );
});

test("a value too short to be a secret stays", () => {
  expect(redact("model=on", ["on", ""])).toBe("model=on");
});
