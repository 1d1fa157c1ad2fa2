import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

import { readDescription } from "../../src/rulebook/detect.ts";
import { reviewAll, shipped } from "../fakes/shipped-epic.ts";

const ids = z.array(z.string()).default([]);
const sampleSchema = z.object({
  id: z.string(),
  text: z.string(),
  expect: ids,
  absent: ids,
  excluded: ids,
  numbers: z.record(z.string(), z.number()).default({}),
});
const exampleSchema = z.object({
  id: z.string(),
  mode: z.enum(["mvp", "standard", "enterprise"]),
  text: z.string(),
  confidence: z.number(),
  says: z.record(z.string(), z.array(z.string())),
});

const fixture = (name: string): unknown =>
  parse(readFileSync(join(import.meta.dirname, "fixtures", name), "utf8"));
const { samples } = z.object({ samples: z.array(sampleSchema) }).parse(fixture("samples.yml"));
const { examples } = z.object({ examples: z.array(exampleSchema) }).parse(fixture("examples.yml"));

test.each(samples)("in $id every expected signal is present and no forbidden one", (sample) => {
  const { present } = readDescription(sample.text, shipped);
  expect(sample.expect.filter((id) => !present.has(id))).toEqual([]);
  expect(sample.absent.filter((id) => present.has(id))).toEqual([]);
});

test.each(samples)("in $id what is ruled out is seen as ruled out", (sample) => {
  const { excluded } = readDescription(sample.text, shipped);
  expect(sample.excluded.filter((id) => !excluded.has(id))).toEqual([]);
});

test.each(samples)("in $id the numbers are read in their unit", ({ text, numbers }) => {
  const { quantities } = readDescription(text, shipped);
  const read = Object.keys(numbers).map((id) => [id, quantities.get(id)?.value]);
  expect(Object.fromEntries(read)).toEqual(numbers);
});

test.each(examples)("$id gets the recommendations that people gave it", ({ text, mode, says }) => {
  const said = reviewAll(text, mode).map(
    ({ persona, recommendations }) => [persona.name, recommendations.map(({ id }) => id)] as const,
  );
  expect(Object.fromEntries(said)).toEqual(says);
});

test.each(samples)("of $id somebody has something to say in every mode", ({ text }) => {
  for (const mode of ["mvp", "standard", "enterprise"] as const) {
    const outputs = reviewAll(text, mode);
    expect(outputs.some(({ recommendations }) => recommendations.length > 0)).toBe(true);
  }
});
