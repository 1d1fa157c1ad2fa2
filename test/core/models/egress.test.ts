import { expect, test } from "vitest";

import { isThisMachine, refuseEgress } from "../../../src/core/models/egress.ts";

test.each([
  "localhost",
  "LOCALHOST",
  "ollama.localhost",
  "127.0.0.1",
  "127.9.9.9",
  "[::1]",
  "::1",
  "0.0.0.0",
  "[::]",
])("%s is this machine", (host) => {
  expect(isThisMachine(host)).toBe(true);
  expect(() => refuseEgress("x", { hostname: host })).not.toThrow();
});

test.each([
  "example.com",
  "localhost.example.com",
  "127.0.0.1.example.com",
  "10.0.0.1",
  "1270.0.0.1",
  "[::2]",
  "",
])("%j is another machine, and may not be called", (host) => {
  expect(isThisMachine(host)).toBe(false);
  expect(() => refuseEgress("gpt", { hostname: host })).toThrow(
    `--no-egress forbids gpt to call ${host}`,
  );
});
