import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { parseUser } from "../backend/app/models/user.js";
import { generateDemoData } from "./generate_demo_data.mjs";

test("what is generated fits the model, as many as were asked for, and is the same each time", () => {
  const { users } = generateDemoData({ count: 200, seed: 7 });
  assert.equal(users.length, 200);
  assert.deepEqual(users.map(parseUser), users);
  assert.deepEqual(generateDemoData({ count: 200, seed: 7 }).users, users);
  assert.notDeepEqual(generateDemoData({ count: 200, seed: 8 }).users, users);
});

test("the data that is there fits the model", async () => {
  const { users } = JSON.parse(await readFile(new URL("mock_data.json", import.meta.url), "utf8"));
  assert.deepEqual(users.map(parseUser), users);
});
