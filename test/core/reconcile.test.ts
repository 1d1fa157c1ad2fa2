import { expect, test } from "vitest";

import { reconcile } from "../../src/core/reconcile.ts";
import { output } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";

const rates = { currency: "EUR", dayRate: 500, dayRates: { architect: 1000 } };

const at = (name: string, reviewOrder: number) =>
  output(name, [], { persona: { name, reviewOrder, status: "completed", executionTime: 0 } });

const idsOf = (outputs: ReturnType<typeof reconcile>) =>
  outputs.map(({ recommendations }) =>
    recommendations.map(({ id, dependencies }) => [id, ...dependencies].join(" < ")),
  );

test("reviews come in the order of the plan, strangers after them by order and name", () => {
  const outputs = [
    at("zoe", 7),
    at("bob", 7),
    at("cat", 7),
    at("ann", 9),
    at("security", 3),
    at("architect", 2),
  ];
  const names = reconcile(outputs, rates).map((each) => each.persona.name);
  expect(names).toEqual(["architect", "security", "bob", "cat", "zoe", "ann"]);
});

test("an id that two personas give is told apart, and each means its own", () => {
  const outputs = [
    output("architect", [
      recommendation("keys"),
      recommendation("store", { dependencies: ["keys"] }),
    ]),
    output("security", [
      recommendation("keys"),
      recommendation("keys"),
      recommendation("audit", { dependencies: ["keys", "store"] }),
    ]),
  ];
  expect(idsOf(reconcile(outputs, rates))).toEqual([
    ["keys", "store < keys"],
    ["security-keys", "security-keys-2", "audit < security-keys < store"],
  ]);
});

test("dependencies on nothing and circles across personas are dropped", () => {
  const outputs = [
    output("architect", [recommendation("a", { dependencies: ["s", "gone", "a"] })]),
    output("security", [recommendation("s", { dependencies: ["a"] })]),
  ];
  expect(idsOf(reconcile(outputs, rates))).toEqual([["a < s"], ["s"]]);
});

test("figures are rounded and priced at the rate of the persona", () => {
  const effort = { low: 1.04, high: 2.06, expected: 1.5 };
  const outputs = [
    output("architect", [recommendation("a", { effort, estimatedCost: "some days" })]),
    output("security", [recommendation("s", { effort })]),
  ];
  const [architect, security] = reconcile(outputs, rates);
  expect(architect?.recommendations[0]).toMatchObject({
    effort: { low: 1, high: 2.1, expected: 1.5 },
    estimatedCost: "1k-2.1k EUR (1-2.1 person-days)",
  });
  expect(architect?.costAnalysis).toMatchObject({ category: "effort", amount: "1k-2.1k EUR" });
  expect(security?.costAnalysis.amount).toBe("500-1.1k EUR");
});

test("what nobody put in figures keeps its words", () => {
  const { effort: _effort, ...silent } = recommendation("a", { estimatedCost: "about a week" });
  const [said] = reconcile([output("architect", [silent])], rates);
  expect(said?.recommendations).toEqual([silent]);
  expect(said?.costAnalysis).toEqual({ category: "effort", amount: "0 USD" });
});
