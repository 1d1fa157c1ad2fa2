import * as fc from "fast-check";
import { expect, test } from "vitest";

import { arrange } from "../../src/core/dependencies.ts";

const node = (id: string, ...dependencies: string[]) => ({ id, dependencies });

test("each node follows what it depends on and otherwise keeps its place", () => {
  const nodes = [node("a", "c"), node("b"), node("c", "d", "d"), node("d")];
  expect(arrange(nodes)).toEqual([node("d"), node("c", "d"), node("a", "c"), node("b")]);
});

test("what is unknown or closes a circle is no dependency", () => {
  const nodes = [node("a", "b", "nowhere"), node("b", "c"), node("c", "a", "c"), node("d", "c")];
  expect(arrange(nodes)).toEqual([node("c"), node("b", "c"), node("a", "b"), node("d", "c")]);
});

test("a chain may be longer than the stack", () => {
  const count = 50_000;
  const chain = Array.from({ length: count }, (_, at) => node(`${at}`, `${at + 1}`));
  expect(arrange(chain)[0]?.id).toBe(`${count - 1}`);
});

test("whatever depends on what, the result has an order and loses only circles", () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  const graph = fc.tuple(
    ...ids.map((id) => fc.subarray(ids).map((dependencies) => ({ id, dependencies }))),
  );
  fc.assert(
    fc.property(graph, (nodes) => {
      const arranged = arrange(nodes);
      const place = new Map(arranged.map(({ id }, at) => [id, at]));
      expect(arranged.map(({ id }) => id).toSorted()).toEqual(ids);
      for (const [at, { dependencies }] of arranged.entries()) {
        expect(dependencies.every((id) => (place.get(id) ?? Infinity) < at)).toBe(true);
      }
      expect(arrange(arranged)).toEqual(arranged);
    }),
  );
});
