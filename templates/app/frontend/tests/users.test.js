import assert from "node:assert/strict";
import { test } from "node:test";

import { renderUserList } from "../src/components/user-list.js";
import { createApi } from "../src/services/api.js";

const ADA = { id: "u-1", name: "Ada <b>", email: "ada@example.org", role: "admin", joinedAt: "2026-01-31" };

test("a list shows its users, and what they wrote as text", () => {
  const html = renderUserList({ kind: "users", users: [ADA] });
  assert.match(html, /<th scope="row">Ada &lt;b&gt;<\/th><td>ada@example\.org<\/td>/);
});

test("a list without users, and a failure, are sentences", () => {
  assert.equal(renderUserList({ kind: "users", users: [] }), "<p>There are no users yet.</p>");
  assert.equal(renderUserList({ kind: "failed", message: "a < b" }), "<p>a &lt; b</p>");
});

test("the API is asked with the token, and its failures are told", async () => {
  const asked = [];
  const fetch = async (path, { headers }) => {
    asked.push([path, headers.authorization]);
    return Response.json({ error: "no" }, { status: 401 });
  };
  const result = await createApi({ token: "t", fetch }).users();
  assert.deepEqual([asked, result], [[["/api/users", "Bearer t"]], { kind: "failed", message: "no" }]);
  const gone = createApi({ token: "t", fetch: () => Promise.reject(new Error("gone")) });
  assert.deepEqual(await gone.users(), { kind: "failed", message: "The server cannot be reached." });
});
