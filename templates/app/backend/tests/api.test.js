import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { createListener } from "../app/api/server.js";
import { createUserService } from "../app/services/users.js";

const ADA = { id: "u-1", name: "Ada", email: "ada@example.org", role: "admin", joinedAt: "2026-01-31" };
const pages = fileURLToPath(new URL("../../frontend", import.meta.url));
const listener = createListener({ users: createUserService([ADA]), token: "secret", pages });
const server = createServer(listener);
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${server.address().port}`;
after(() => server.close());

const get = (path, headers = { authorization: "Bearer secret" }) => fetch(origin + path, { headers });

test("the health check answers everybody", async () => {
  const response = await get("/api/health", {});
  assert.deepEqual(await response.json(), { status: "ok", users: 1 });
});

test("users are listed and found for those who have the token", async () => {
  assert.deepEqual(await (await get("/api/users")).json(), { users: [ADA] });
  assert.deepEqual(await (await get("/api/users/u-1")).json(), ADA);
  assert.equal((await get("/api/users/u-2")).status, 404);
  assert.equal((await get("/api/users", {})).status, 401);
  assert.equal((await get("/api/users", { authorization: "Bearer other" })).status, 401);
});

test("nothing can be changed", async () => {
  assert.equal((await fetch(`${origin}/api/users`, { method: "POST" })).status, 405);
});

test("the page is served, and nothing outside of it", async () => {
  const page = await get("/");
  assert.match(page.headers.get("content-type"), /^text\/html/);
  assert.match(await page.text(), /<main/);
  assert.equal((await get("/src/main.js")).status, 200);
  assert.equal((await get("/..%2fpackage.json")).status, 404);
  assert.equal((await get("/none.html")).status, 404);
});
