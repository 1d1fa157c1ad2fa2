import { expect, test } from "vitest";

import { judgeDiskSpace, judgeLocale } from "../../src/core/doctor.ts";

test.each([
  [5, "failed"],
  [50, "warning"],
  [500, "ok"],
])("%i MB of free disk are judged %s", (megabytes, status) => {
  const check = judgeDiskSpace(megabytes * 1024 ** 2, "/here");
  expect(check).toMatchObject({ status, detail: `${megabytes} MB free at /here` });
  expect(check.hint === undefined).toBe(status === "ok");
});

test.each([
  [{ LC_ALL: "C.UTF-8", LANG: "C" }, "ok", "C.UTF-8"],
  [{ LC_ALL: "", LC_CTYPE: "de_DE.utf8" }, "ok", "de_DE.utf8"],
  [{ LANG: "C" }, "warning", "C is not UTF-8"],
  [{}, "warning", "none is set"],
])("the locale of %j is judged %s", (env, status, detail) => {
  expect(judgeLocale(env)).toMatchObject({ status, detail });
});
