import { expect, test } from "vitest";

import { misplacedKeys } from "../../src/core/misplaced-keys.ts";

const KEY = "sk-test-0123456789abcdef0123";
const values = {
  providers: { a: { headers: { authorization: `Bearer ${KEY}` } } },
  list: ["x", KEY],
  n: 1,
};

const locate = (path: readonly PropertyKey[]): string => `config.yml:${path.length}`;

test("a key in the file of the project is told with its place, and not repeated", () => {
  expect(misplacedKeys([{ origin: "project file config.yml", values, locate }])).toEqual([
    expect.stringMatching(
      /^config\.yml:4: providers\.a\.headers\.authorization looks like an API key/,
    ),
    expect.stringMatching(/^config\.yml:2: list\.1 looks like an API key/),
  ]);
});

test("what only this user or this process has is nobody's business", () => {
  expect(
    misplacedKeys([
      { origin: "user file config.yml", values, locate },
      { origin: "EPIC_MODE", values },
    ]),
  ).toEqual([]);
});
