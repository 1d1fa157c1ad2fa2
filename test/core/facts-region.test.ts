import * as fc from "fast-check";
import { expect, test } from "vitest";

import { writeFacts } from "../../src/core/facts-region.ts";

const document = (content: string) =>
  `# S\n\n<!-- region: met -->\n${content}\n<!-- endregion -->\n\nown\n`;
const table = (...rows: readonly string[]) =>
  ["| Requirement | Met | Proof |", "| --- | --- | --- |", ...rows].join("\n");
const OPEN = table("| FR-1 | [[fill: yes or no]] | [[fill: link]] |");
const FACTS = table("| FR-1 opens | yes | `a.ts` |", "| FR-2 closes | no | none |");
const contentOf = (text: string) =>
  text.replace("# S\n\n<!-- region: met -->\n", "").replace("\n<!-- endregion -->\n\nown\n", "");

test("facts take the place of what nobody has written, and of facts of before", () => {
  const first = writeFacts(document(OPEN), "met", FACTS);
  expect(contentOf(first)).toMatch(/^\| Requirement [\s\S]*none \|\n<!-- facts [0-9a-f]{12} -->$/);
  expect(writeFacts(first, "met", FACTS)).toBe(first);
  const later = table("| FR-1 opens | no | none |");
  expect(contentOf(writeFacts(first, "met", later))).toContain("| FR-1 opens | no | none |\n<!--");
  expect(contentOf(writeFacts(first, "met", later))).not.toContain("FR-2");
});

test("where people have written, facts only fill what is open, and add what is missing", () => {
  const own = table("| FR-1 | partly | [[fill: link]] |", "| FR-9 | no | mine |");
  const filled = writeFacts(document(own), "met", FACTS);
  expect(contentOf(filled)).toBe(
    table("| FR-1 | partly | `a.ts` |", "| FR-9 | no | mine |", "| FR-2 closes | no | none |"),
  );
  const edited = writeFacts(document(OPEN), "met", FACTS).replace("| yes |", "| nearly |");
  expect(contentOf(writeFacts(edited, "met", table("| FR-1 opens | no | x |")))).toBe(
    table("| FR-1 opens | nearly | `a.ts` |", "| FR-2 closes | no | none |"),
  );
});

test("points are known by their labels, and keep a part that only people can fill", () => {
  const open = "- **Merged:** [[fill: commit]]\n- **Deployed:** to $1, by hand";
  const facts = "- **Merged:** $& and $1\n- **Deployed:** 1.2\n- **Tests:** [[fill: which]]";
  expect(contentOf(writeFacts(document(open), "met", facts))).toBe(
    "- **Merged:** $& and $1\n- **Deployed:** to $1, by hand\n- **Tests:** [[fill: which]]",
  );
});

test("a row without an id is known by its words", () => {
  const open = table("| [[fill: what]] | [[fill: risk]] | [[fill: who]] |");
  const facts = table("| Late | high | ann |");
  expect(contentOf(writeFacts(document(open), "met", facts))).toContain(
    "| Late | high | ann |\n<!--",
  );
  const own = table("| Late | [[fill: risk]] | bob |", "| Other | low | cy |");
  expect(contentOf(writeFacts(document(own), "met", facts))).toBe(
    table("| Late | high | bob |", "| Other | low | cy |"),
  );
});

test("a document without the region, or without facts, stays as it is", () => {
  expect(writeFacts("# S\n", "met", FACTS)).toBe("# S\n");
  expect(writeFacts(document(OPEN), "other", FACTS)).toBe(document(OPEN));
  expect(writeFacts(document(OPEN), "met", "")).toBe(document(OPEN));
});

test("line endings stay", () => {
  const dos = writeFacts(document(OPEN).replaceAll("\n", "\r\n"), "met", FACTS);
  expect(dos.replaceAll("\r\n", "\n")).toBe(writeFacts(document(OPEN), "met", FACTS));
  expect(dos.replaceAll("\r\n", "")).not.toContain("\n");
  expect(writeFacts(dos, "met", FACTS)).toBe(dos);
});

test("no word that somebody wrote is lost", () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/);
  const row = fc.tuple(fc.constantFrom("FR-1", "FR-2", "FR-7"), word, word);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
      const own = table(...rows.map(([id, met, proof]) => `| ${id} | ${met} | ${proof} |`));
      const text = writeFacts(writeFacts(document(own), "met", FACTS), "met", FACTS);
      for (const words of rows) for (const one of words) expect(text).toContain(one);
    }),
  );
});
