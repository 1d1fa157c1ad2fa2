import { expect, test } from "vitest";

import { EpicError } from "../../../src/core/errors.ts";
import type { Usage } from "../../../src/schema/expense.ts";
import { ask } from "../../contracts/persona-provider.ts";
import { registration, review } from "../../fakes/review.ts";
import { anthropic } from "../../wire/anthropic.ts";
import { openai, openaiCompatible } from "../../wire/openai.ts";
import { flawed, GOOD, good } from "./answers.ts";
import { type BenchOptions, openBench, VENDORS } from "./model-bench.ts";

test.each(VENDORS)(
  "$name is asked in its own words, and what it took is counted",
  async (vendor) => {
    const bench = await openBench(vendor, [{ does: "answer", text: good() }], {
      settings: { temperature: 0.3, maxOutputTokens: 900 },
    });
    const { server } = bench;
    const spent: Usage[] = [];
    const said = await ask(bench.adapter, { spent });
    expect(server.faults).toEqual([]);
    expect(said).toMatchObject({ verdict: "CONCERNS", tokens: 1200, confidence: 0.8 });
    expect(said.recommendations).toHaveLength(1);
    expect(spent).toEqual([
      { model: said.model, inputTokens: 1000, outputTokens: 200, cachedTokens: 400 },
    ]);
    const [asked] = server.asked;
    expect(asked?.said).toContain("You are the architect on a panel");
    expect(asked?.said).toMatch(/<<data-[\da-f]{24} description\nAdd single sign-on/);
    expect(JSON.stringify(asked?.body)).toContain("0.3");
    expect(JSON.stringify(asked?.body)).toContain("900");
  },
);

test("Anthropic is told what to keep for the next call", async () => {
  const bench = await openBench(anthropic, [{ does: "answer", text: good() }]);
  const { server } = bench;
  await ask(bench.adapter);
  expect(server.asked[0]?.body).toMatchObject({
    system: [{ cache_control: { type: "ephemeral" } }],
    max_tokens: 16_000,
  });
});

test.each(["schema", "json", "prompt"] as const)(
  "a server that knows no more gets its JSON asked for by %s",
  async (structured) => {
    const options = { settings: { structured } };
    const bench = await openBench(openaiCompatible, [{ does: "answer", text: good() }], options);
    const { server } = bench;
    await ask(bench.adapter);
    expect(server.faults).toEqual([]);
    const types = { schema: "json_schema", json: "json_object", prompt: undefined };
    const body = JSON.stringify(server.asked[0]?.body);
    expect(/"response_format":\{"type":"(\w+)"/.exec(body)?.[1]).toBe(types[structured]);
  },
);

test.each(VENDORS)(
  "$name: an answer that does not fit is sent back with what is wrong",
  async (vendor) => {
    const bench = await openBench(vendor, [
      { does: "answer", text: flawed({ priority: "soon", title: "" }) },
      { does: "answer", text: "not even JSON" },
      { does: "answer", text: good() },
    ]);
    const { server } = bench;
    const progress: string[] = [];
    const admitted: number[] = [];
    const said = await ask(bench.adapter, {
      report: (line) => void progress.push(line),
      admit: () => void admitted.push(server.asked.length),
    });
    expect(server.faults).toEqual([]);
    expect(said.recommendations[0]?.priority).toBe("high");
    expect(said.tokens).toBe(3600);
    expect(server.asked[1]?.said).toContain("- recommendations[0].title is missing");
    expect(server.asked[1]?.said).toContain('must be critical, high, medium or low, not "soon"');
    expect(server.asked[2]?.said).toContain("not even JSON");
    expect(server.asked[2]?.said).toContain("there is no JSON object in it");
    expect(admitted).toEqual([1, 2]);
    expect(progress).toContainEqual(expect.stringMatching(/ mends its answer \(2\)$/));
  },
);

test("what is invented is sent back, and left out where it stays", async () => {
  const invented = flawed({
    evidence: [{ quote: "Nobody wrote this" }, { quote: "sign-on" }],
    references: ["WCAG 2.2 SC 9.9.9"],
    dependencies: ["nothing"],
  });
  const bench = await openBench(openai, { does: "answer", text: invented });
  const { server } = bench;
  const said = await ask(bench.adapter);
  expect(server.asked).toHaveLength(3);
  expect(server.asked[1]?.said).toContain('"Nobody wrote this" does not occur in the description');
  expect(server.asked[1]?.said).toContain('"WCAG 2.2 SC 9.9.9" does not exist');
  expect(said.recommendations[0]).toMatchObject({
    evidence: [{ quote: "sign-on" }],
    references: [],
    dependencies: [],
  });
});

test("a topic that is passed over is asked for, and then told as a gap", async () => {
  const topics = [{ topic: "Breach readiness", rules: [] }];
  const mustAddress = { mvp: [], standard: topics, enterprise: [] };
  const bench = await openBench(
    openai,
    { does: "answer", text: good() },
    {
      settings: { repairs: 1 },
      registration: registration("architect", { mustAddress }),
    },
  );
  const { server } = bench;
  const said = await ask(bench.adapter);
  expect(server.asked).toHaveLength(2);
  expect(server.asked[1]?.said).toContain("M1 (Breach readiness) is not addressed");
  expect(said.insights.at(-1)).toBe("gpt-4.1 said nothing about: Breach readiness");
});

test("the findings of the rulebook go along, unless that is not wanted", async () => {
  const finding = {
    ...review("x"),
    insights: [],
    questions: [
      { id: "q", text: "Which countries?", askedBy: "x", blocksEstimate: false, assumption: "" },
    ],
  };
  const ground = () => Promise.resolve(finding);
  for (const grounding of ["rulebook", "none"] as const) {
    const bench = await openBench(openai, [{ does: "answer", text: good() }], {
      settings: { grounding },
      host: { ground },
    });
    const { server } = bench;
    await ask(bench.adapter);
    const told = server.asked[0]?.said.includes("Which countries?");
    expect(told).toBe(grounding === "rulebook");
  }
});

test("what never fits ends with the first fault, and the raw text is kept without the key", async () => {
  const text = 'I think {"confidence": 2} and the key is sk-test-0123456789abcdef0123';
  const bench = await openBench(openai, { does: "answer", text });
  const { server } = bench;
  await expect(ask(bench.adapter)).rejects.toMatchObject({
    code: "VALIDATION_FAILED",
    recoverable: false,
    message:
      "The answer of house does not fit after 3 tries: recommendations is missing: it must be a list of recommendations (and 1 more)",
    hint: expect.stringContaining("kept/task-1/architect-answer.txt"),
  });
  expect(server.asked).toHaveLength(3);
  expect(bench.kept.get("architect-answer.txt")).toBe(
    'I think {"confidence": 2} and the key is [redacted]',
  );
});

test("an earlier answer that fits counts where the mended one does not", async () => {
  const bench = await openBench(
    openai,
    [
      { does: "answer", text: flawed({ dependencies: ["nothing"] }) },
      { does: "answer", text: "Sorry." },
    ],
    { settings: { repairs: 1 } },
  );
  expect((await ask(bench.adapter)).recommendations).toHaveLength(1);
});

test("an answer that reached its limit is asked for again, whole", async () => {
  const cut = good().slice(0, -200);
  const bench = await openBench(openai, [
    { does: "answer", text: cut, end: "length" },
    { does: "answer", text: good() },
  ]);
  const { server } = bench;
  await ask(bench.adapter);
  expect(server.asked[1]?.said).toContain("breaks off before its end");
});

function refuse(): never {
  throw new EpicError("BUDGET_EXCEEDED", "enough");
}

test("no repair is paid for that the budget does not reach for", async () => {
  const bench = await openBench(openai, { does: "answer", text: "no" });
  const { server } = bench;
  await expect(ask(bench.adapter, { admit: refuse })).rejects.toMatchObject({
    code: "BUDGET_EXCEEDED",
  });
  expect(server.asked).toHaveLength(1);
});

test("a long answer is told of while it comes", async () => {
  const long = good({ insights: ["word ".repeat(600)] });
  const bench = await openBench(openai, [{ does: "answer", text: long }]);
  const progress: string[] = [];
  await ask(bench.adapter, { report: (line) => void progress.push(line) });
  expect(progress.filter((line) => /has written \d+ characters/.test(line)).length).toBeGreaterThan(
    3,
  );
});

test("a persona may say in which dialect it is answered", async () => {
  const { recommendations, ...rest } = GOOD;
  const transformer = {
    at: "report",
    rename: { todo: "recommendations" },
    renameInRecommendations: {},
  };
  const text = JSON.stringify({ report: { ...rest, todo: recommendations } });
  const bench = await openBench(openai, [{ does: "answer", text }], {
    registration: registration("architect", { transformer }),
  });
  expect((await ask(bench.adapter)).recommendations).toHaveLength(1);
});

test("whatever could change an answer changes the key of the cache", async () => {
  const settings = { baseUrl: "http://127.0.0.1:1/v1" };
  const transformer = { rename: { todo: "recommendations" }, renameInRecommendations: {} };
  const variants: BenchOptions[] = [
    {},
    { settings: { temperature: 0.1 } },
    { settings: { model: "other" } },
    { settings: { headers: { a: "b" } } },
    { settings: { grounding: "none" } },
    { host: { groundFingerprint: "other rules" } },
    { registration: registration("architect", { transformer }) },
    { registration: registration("architect", { prompt: "Be brief." }) },
  ];
  const prints = [];
  for (const each of [...variants, {}]) {
    const bench = await openBench(openai, [], {
      ...each,
      settings: { ...settings, ...each.settings },
    });
    prints.push(bench.adapter.provider.fingerprint);
  }
  expect(prints.at(-1)).toBe(prints[0]);
  expect(new Set(prints).size).toBe(variants.length);
});
