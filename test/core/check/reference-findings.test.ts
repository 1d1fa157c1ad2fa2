import { expect, test } from "vitest";

import {
  type FoundReference,
  referenceFindings,
  referencesOf,
} from "../../../src/core/check/reference-findings.ts";
import { documentLines } from "../../../src/core/document-lines.ts";
import { anchorsOf, readReferences } from "../../../src/core/document-references.ts";
import { checkedTicket } from "../../fakes/checked-ticket.ts";

const targets = (text: string) =>
  readReferences(documentLines(text)).map(({ path, anchor }) => [path, anchor]);

test("relative links are read as Markdown has them", () => {
  const text = [
    '[a](A.md) ![b](<b c.png> "title") [c](c%20d(1).md#über-uns)',
    "[x](https://example.org) [y](mailto:a@b.org) [z](/root) [e]()",
    "`[code](no.md)` and ``[more](no.md) ` `` [self](#top) [q](q.md?raw=1) [w](100%.md)",
  ].join("\n");
  expect(targets(text)).toEqual([
    ["A.md", undefined],
    ["b c.png", undefined],
    ["c d(1).md", "über-uns"],
    ["", "top"],
    ["q.md", undefined],
    ["100%.md", undefined],
  ]);
});

test("headings have the ids that code hosts give them", () => {
  const text = '# A *b* `c`, d!\n## Same\n## Same ##\n### [Link](x.md) Ü_1\n<a id="own"></a>\n';
  expect([...anchorsOf(documentLines(text))]).toEqual([
    "a-b-c-d",
    "same",
    "same-1",
    "link-ü_1",
    "own",
  ]);
});

test("a link that leads to no file or no heading is told with its line", () => {
  const checked = checkedTicket("CREATED", {
    "README.md": [
      "[ok](INDEX.md#there) [ok](./INDEX.md) [ok](#here) [top](INDEX.md#)",
      "## Here",
      "[bad](INDEX.md#none) [bad](#none)",
      "[bad](../../none.ts) [ok](../../some.ts)",
    ].join("\n"),
    "INDEX.md": "# There",
    "NONE.md": undefined,
  });
  const references = referencesOf(checked).map((reference): FoundReference =>
    Object.assign({ isThere: reference.path.endsWith("some.ts") }, reference),
  );
  const findings = referenceFindings(checked, references);
  expect(findings.map(({ line, message }) => [line, message])).toEqual([
    [3, "README.md links to INDEX.md#none, which has no such heading"],
    [3, "README.md links to #none, which has no such heading"],
    [4, "README.md links to ../../none.ts, which is not there"],
  ]);
});
