import { expect, test } from "vitest";

import {
  connectionError,
  refusalError,
  streamedRefusal,
} from "../../../src/core/models/model-failure.ts";

const ASKED = { name: "gpt", model: "m-1", keyFrom: "MY_KEY", secrets: ["topsecret"] };

const refusal = (status: number, body = "", headers = {}) =>
  refusalError({ status, headers, body }, ASKED, 0);

test.each([
  [401, "NOT_ALLOWED", "check the key in MY_KEY"],
  [403, "NOT_ALLOWED", "check the key in MY_KEY"],
  [402, "BUDGET_EXCEEDED", "see to the account of gpt"],
  [404, "INVALID_INPUT", 'check the model "m-1", and providers.gpt.baseUrl where that is set'],
  [422, "INVALID_INPUT", "check what providers.gpt says; epic prompt shows what is sent"],
  [408, "TIMEOUT", "epic resume continues a run that gave up"],
  [409, "PERSONA_UNAVAILABLE", "epic resume continues a run that gave up"],
  [425, "PERSONA_UNAVAILABLE", "epic resume continues a run that gave up"],
  [429, "PERSONA_UNAVAILABLE", "epic resume continues a run that gave up"],
  [503, "PERSONA_UNAVAILABLE", "epic resume continues a run that gave up"],
])("a status of %d is %s", (status, code, hint) => {
  expect(refusal(status)).toMatchObject({ code, hint, message: `gpt answered ${status}` });
});

test("only where waiting helps is the time to wait kept", () => {
  const headers = { "retry-after": "2" };
  expect(refusal(429, "", headers).retryAfterMs).toBe(2000);
  expect(refusal(401, "", headers).retryAfterMs).toBeUndefined();
});

test.each([
  ['{"error":{"message":"bad\\n\\"thing\\"  here"}}', 'gpt answered 500: bad "thing" here'],
  ['{"error":"model not loaded"}', "gpt answered 500: model not loaded"],
  ["plain words", "gpt answered 500: plain words"],
  ["<html>no</html>", "gpt answered 500"],
  ["the key topsecret is wrong", "gpt answered 500: the key [redacted] is wrong"],
  ["x".repeat(400), `gpt answered 500: ${"x".repeat(300)}...`],
])("of a body like %.40s the sentence is told", (body, message) => {
  expect(refusal(500, body).message).toBe(message);
});

test("an empty account is no matter of waiting, whatever the status", () => {
  expect(refusal(429, '{"code":"insufficient_quota"}').code).toBe("BUDGET_EXCEEDED");
  expect(refusal(400, "Your credit balance is too low").code).toBe("BUDGET_EXCEEDED");
});

test.each([
  [{ type: "overloaded_error", message: "busy" }, 529],
  ["rate_limit_error", 429],
  [{ any: "thing" }, 500],
])("%j in a stream counts as %d", (said, status) => {
  expect(streamedRefusal(said).status).toBe(status);
});

test("a connection is told with its address and the code of the socket", () => {
  const refused = new TypeError("fetch failed", {
    cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }),
  });
  expect(connectionError(refused, ASKED, "http://a:1")).toMatchObject({
    code: "NETWORK_ERROR",
    message: "Nobody answers for gpt at http://a:1 (ECONNREFUSED)",
    hint: "start the server, or check providers.gpt.baseUrl",
  });
  expect(connectionError(new TypeError("terminated"), ASKED, "http://a:1").message).toBe(
    "The connection to gpt at http://a:1 broke off",
  );
  expect(connectionError("odd", ASKED, "http://a:1").code).toBe("NETWORK_ERROR");
});
