import assert from "node:assert/strict";
import { test } from "node:test";

import { isAuthorised } from "../app/auth/bearer.js";
import { parseUser } from "../app/models/user.js";
import { createUserService } from "../app/services/users.js";

const USER = { id: "u-1", name: "Ada", email: "ada@example.org", role: "admin", joinedAt: "2026-01-31" };

test("a user keeps its known fields and no others", () => {
  assert.deepEqual(parseUser({ ...USER, password: "x" }), USER);
});

test("everything that is wrong with a user is told at once", () => {
  assert.throws(() => parseUser({ ...USER, name: " ", role: "king", joinedAt: undefined }), {
    message: "This is no user: name must not be empty; role must be one of member, editor, admin; joinedAt is missing",
  });
  assert.throws(() => parseUser(null), TypeError);
});

test("an id is used once", () => {
  assert.throws(() => createUserService([USER, USER]), { message: "The id u-1 is used twice" });
});

test("only the whole token lets in, and an empty one nobody", () => {
  assert.equal(isAuthorised("Bearer secret", "secret"), true);
  for (const header of [undefined, "", "secret", "Bearer", "Bearer secre", "Basic secret"]) {
    assert.equal(isAuthorised(header, "secret"), false, String(header));
  }
  assert.equal(isAuthorised("Bearer x", ""), false);
});
