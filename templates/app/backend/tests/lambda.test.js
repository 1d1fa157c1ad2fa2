import assert from "node:assert/strict";
import { test } from "node:test";

process.env.API_TOKEN = "secret";
const { handler } = await import("../app/api/lambda.js");

const event = (rawPath, headers = {}) => ({
  rawPath,
  headers,
  requestContext: { http: { method: "GET" } },
});

test("the function answers as the server does", async () => {
  const denied = await handler(event("/api/users"));
  assert.equal(denied.statusCode, 401);
  const allowed = await handler(event("/api/users", { authorization: "Bearer secret" }));
  assert.equal(allowed.statusCode, 200);
  assert.ok(JSON.parse(allowed.body).users.length > 0);
});
