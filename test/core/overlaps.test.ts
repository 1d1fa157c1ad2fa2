import * as fc from "fast-check";
import { expect, test } from "vitest";

import { findOverlaps, requirementSources } from "../../src/core/overlaps.ts";

const reach = (key: string, paths: readonly string[], requirements: readonly string[] = []) => ({
  key,
  paths,
  requirements,
});

test("tickets overlap in files, in folders around them and in requirements, most first", () => {
  const overlaps = findOverlaps([
    reach("A-1", ["src/a.ts", "lib"], ["po-returns"]),
    reach("A-2", ["src", "lib/x.ts", "lib/x.ts"], ["po-returns", "po-returns"]),
    reach("A-3", ["src/a.tsx", "src/a.ts"]),
    reach("A-4", ["docs"]),
  ]);
  expect(overlaps).toEqual([
    { tickets: ["A-1", "A-2"], paths: ["lib/x.ts", "src/a.ts"], requirements: ["po-returns"] },
    { tickets: ["A-2", "A-3"], paths: ["src/a.ts", "src/a.tsx"], requirements: [] },
    { tickets: ["A-1", "A-3"], paths: ["src/a.ts"], requirements: [] },
  ]);
});

test("whoever is named first, the overlaps are the same", () => {
  const path = fc.constantFrom("a", "a/b", "a/b/c", "d", "d/e");
  const paths = fc.array(path, { maxLength: 4 });
  fc.assert(
    fc.property(paths, paths, (one, other) => {
      const there = findOverlaps([reach("A-1", one), reach("A-2", other)]);
      const back = findOverlaps([reach("A-2", other), reach("A-1", one)]);
      expect(back.map((overlap) => overlap.paths)).toEqual(there.map((overlap) => overlap.paths));
    }),
  );
});

test("requirements are known by their source, else by their words", () => {
  const document = [
    "| FR-1 | **Open** | P0 | `po-open` (product owner) |",
    "| FR-2 | Close *it*! | P0 | ann |",
    "| NFR-1 | Security | Größe: 3 MB | P0 | bob |",
    "| FR-3 | [[fill: the system]] | [[fill: P0]] | [[fill: who]] |",
    "| FR-4 |",
    "| X-1 | no | P0 | `x` |",
  ].join("\n");
  expect(requirementSources(document)).toEqual(["po-open", "close it", "größe 3 mb"]);
});
