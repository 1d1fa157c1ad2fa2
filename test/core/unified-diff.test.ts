import { execFileSync } from "node:child_process";
import { join } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { unifiedDiff } from "../../src/core/unified-diff.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const numbers = Array.from({ length: 30 }, (_line, index) => `${index + 1}`);

test("what changed stands between what did not, and far changes apart", () => {
  const after = numbers.with(1, "two").toSpliced(20, 1);
  expect(unifiedDiff("a.md", numbers.join("\n"), after.join("\r\n"))).toBe(
    `--- a.md
+++ a.md
@@ -1,5 +1,5 @@
 1
-2
+two
 3
 4
 5
@@ -18,7 +18,6 @@
 18
 19
 20
-21
 22
 23
 24
`,
  );
});

test("nothing is shown where nothing changed", () => {
  expect(unifiedDiff("a.md", "a\nb", "a\r\nb")).toBe("");
});

test("Git takes it as a patch, whatever changed", () => {
  const line = fc.constantFrom("a", "b", "c", "");
  const text = fc.array(line, { minLength: 1, maxLength: 20 }).map((all) => `${all.join("\n")}\n`);
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const cwd = tempFolder({ "a.md": before });
      const patch = unifiedDiff("a.md", before, after);
      execFileSync("git", ["apply", "-p0", "--unidiff-zero", "-"], {
        cwd,
        input: patch,
        stdio: "pipe",
      });
      expect(execFileSync("cat", [join(cwd, "a.md")], { encoding: "utf8" })).toBe(after);
    }),
    { numRuns: 25 },
  );
});
