import * as fc from "fast-check";
import { expect, test } from "vitest";

import { isMapping, leavesOf, mergeLayers, valueAt } from "../../src/core/config.ts";
import type { ConfigLayer } from "../../src/core/config.ts";

const layer = (origin: string, values: Record<string, unknown>): ConfigLayer => ({
  origin,
  values,
});

test("a higher layer wins key by key, and what it does not name stays", () => {
  const merged = mergeLayers([
    layer("default", { a: { x: 1, y: 2 }, b: 3 }),
    layer("project", { a: { y: 20 }, c: 4 }),
  ]);
  expect(merged).toEqual({ a: { x: 1, y: 20 }, b: 3, c: 4 });
});

test("a list is replaced whole", () => {
  expect(mergeLayers([layer("a", { l: [1, 2] }), layer("b", { l: [3] })])).toEqual({ l: [3] });
});

test("a mapping replaces a plain value and a plain value a mapping", () => {
  expect(mergeLayers([layer("a", { k: 1 }), layer("b", { k: { x: 2 } })])).toEqual({ k: { x: 2 } });
  expect(mergeLayers([layer("a", { k: { x: 2 } }), layer("b", { k: 1 })])).toEqual({ k: 1 });
});

test("a section with nothing in it leaves the section below alone", () => {
  const layers = [layer("default", { a: { x: 1 } }), layer("project", { a: null })];
  expect(mergeLayers(layers)).toEqual({ a: { x: 1 } });
  expect(leavesOf(layers)).toEqual([{ path: "a.x", value: 1, origin: "default" }]);
});

test("a value with nothing behind it is nothing, not the value below", () => {
  const layers = [layer("default", { a: 1 }), layer("project", { a: null })];
  expect(leavesOf(layers)).toEqual([{ path: "a", value: null, origin: "project" }]);
});

test("an empty mapping is a value, until something fills it", () => {
  const rates = layer("default", { rates: {} });
  expect(leavesOf([rates, layer("project", { rates: null })])).toEqual([
    { path: "rates", value: {}, origin: "default" },
  ]);
  expect(leavesOf([rates, layer("project", { rates: { architect: 900 } })])).toEqual([
    { path: "rates.architect", value: 900, origin: "project" },
  ]);
});

test("a key that names something of every object is a key like any other", () => {
  const values = Object.fromEntries([
    ["__proto__", { polluted: 1 }],
    ["constructor", { x: 2 }],
  ]);
  const merged = mergeLayers([layer("a", {}), layer("b", values)]);
  expect(Object.keys(merged)).toEqual(["__proto__", "constructor"]);
  expect(valueAt(merged, ["polluted"])).toBeUndefined();
  expect(valueAt(merged, ["constructor", "x"])).toBe(2);
});

test("without layers there is nothing", () => {
  expect(mergeLayers([])).toEqual({});
  expect(leavesOf([])).toEqual([]);
});

test("a list and nothing are no mappings", () => {
  expect([[], null, "text", {}].map(isMapping)).toEqual([false, false, false, true]);
});

test("a path reaches into lists and ends in nothing where it leads nowhere", () => {
  const value = { rules: [{ id: "a" }] };
  expect(valueAt(value, ["rules", 0, "id"])).toBe("a");
  expect(valueAt(value, ["rules", 1, "id"])).toBeUndefined();
  expect(valueAt(value, ["rules", 0, "id", "length"])).toBeUndefined();
});

const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer()));
const key = fc.constantFrom("a", "b", "c", "d");
const section = fc.dictionary(key, leaf);
const values = fc.dictionary(fc.constantFrom("s", "t", "u"), section);
const layers = fc
  .array(values, { maxLength: 5 })
  .map((all) => all.map((each, at) => layer(`layer ${at}`, each)));

test("merging is associative: it does not matter which layers were merged before", () => {
  fc.assert(
    fc.property(layers, fc.nat(5), (all, at) => {
      const lower = layer("lower", mergeLayers(all.slice(0, at)));
      const upper = layer("upper", mergeLayers(all.slice(at)));
      expect(mergeLayers([lower, upper])).toEqual(mergeLayers(all));
    }),
  );
});

test("a layer laid over itself changes nothing", () => {
  fc.assert(
    fc.property(values, (each) => {
      expect(mergeLayers([layer("a", each), layer("a", each)])).toEqual(each);
    }),
  );
});

test("each value is the one of the layer that it names, and no later layer has another", () => {
  fc.assert(
    fc.property(layers, (all) => {
      for (const { path, value, origin } of leavesOf(all)) {
        const setters = all.filter((each) => valueAt(each.values, path.split(".")) !== undefined);
        const filled = isMapping(value) ? setters : setters.slice(-1);
        expect(filled.map((each) => each.origin)).toContain(origin);
        expect(valueAt(setters.at(-1)?.values, path.split("."))).toEqual(value);
      }
    }),
  );
});

test("the leaves put together are the merged whole", () => {
  fc.assert(
    fc.property(layers, (all) => {
      const rebuilt = leavesOf(all).map(({ path, value, origin }) =>
        layer(
          origin,
          path
            .split(".")
            .reduceRight<Record<string, unknown>>(
              (inner, name, at, names) => ({ [name]: at === names.length - 1 ? value : inner }),
              {},
            ),
        ),
      );
      expect(mergeLayers(rebuilt)).toEqual(mergeLayers(all));
    }),
  );
});
