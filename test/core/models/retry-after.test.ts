import { expect, test } from "vitest";

import { retryAfterMs } from "../../../src/core/models/retry-after.ts";

const NOW = Date.parse("2026-11-20T10:00:00Z");

test.each([
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": " 0.5 " }, 500],
  [{ "retry-after": "-3" }, 0],
  [{ "retry-after": "Fri, 20 Nov 2026 10:01:00 GMT" }, 60_000],
  [{ "retry-after": "Fri, 20 Nov 2026 09:00:00 GMT" }, 0],
  [{ "retry-after-ms": "250", "retry-after": "7" }, 250],
  [{ "retry-after-ms": "-1" }, 0],
  [{ "retry-after-ms": "soon", "retry-after": "2" }, 2000],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "" }, undefined],
  [{}, undefined],
])("%j asks to wait %j ms", (headers, wait) => {
  expect(retryAfterMs(headers, NOW)).toBe(wait);
});
