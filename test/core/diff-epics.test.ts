import * as fc from "fast-check";
import { expect, test } from "vitest";

import { diffEpics } from "../../src/core/diff-epics.ts";
import { epicDiffSchema } from "../../src/schema/epic-diff.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import { anyOutputs, epicOf } from "../fakes/any-epic.ts";
import { output } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";
import { after, before } from "../fakes/two-epics.ts";

const anyEpic = anyOutputs.map((outputs) => epicOf(outputs));

test("an epic and itself say the same", () => {
  fc.assert(
    fc.property(anyEpic, (epic) => {
      const { recommendations, cost, risk, questions } = diffEpics(epic, epic);
      const { totalRecommendations: unchanged } = epic.summary;
      expect(recommendations).toEqual({ added: [], removed: [], changed: [], unchanged });
      expect(cost.delta).toBe(0);
      expect([risk.added, risk.removed, questions.added, questions.removed].flat()).toEqual([]);
    }),
  );
});

test("every recommendation of either is counted once, and backwards the signs turn", () => {
  fc.assert(
    fc.property(anyEpic, anyEpic, (a, b) => {
      const there = epicDiffSchema.parse(diffEpics(a, b));
      const back = diffEpics(b, a);
      const { added, removed, changed, unchanged } = there.recommendations;
      expect(removed.length + changed.length + unchanged).toBe(a.summary.totalRecommendations);
      expect(added.length + changed.length + unchanged).toBe(b.summary.totalRecommendations);
      expect(back.recommendations.added).toEqual(removed);
      expect(back.cost.delta).toBe(0 - (there.cost.delta ?? 0));
    }),
  );
});

test("what was added, removed and changed is named; another id for the same title is no change", () => {
  const { recommendations, gaps } = diffEpics(before, after);
  expect(recommendations).toMatchObject({
    added: [{ id: "a-4", persona: "architect" }],
    removed: [{ id: "a-2" }],
    changed: [
      {
        id: "a-1",
        changes: [
          { field: "priority", before: "medium", after: "high" },
          { field: "description", before: "Because of a-1", after: "Otherwise" },
        ],
      },
    ],
    unchanged: 1,
  });
  expect(gaps).toEqual({ added: [], removed: ["product-owner", "security-specialist"] });
});

test("money of two currencies has no difference", () => {
  const euros = epicOf([], { rates: { currency: "EUR", dayRate: 800, dayRates: {} } });
  expect(diffEpics(before, euros).cost).not.toHaveProperty("delta");
});

const fields = (a: EpicResponse, b: EpicResponse) =>
  diffEpics(a, b).recommendations.changed[0]?.changes.map(({ field }) => field);

test("an estimate that is there on one side only is a change", () => {
  const { effort, ...silent } = recommendation("a-1");
  const [without, estimated] = [[silent], [{ ...silent, effort }]].map((said) =>
    epicOf([output("architect", said)]),
  );
  expect(fields(without!, estimated!)).toContain("effort");
  expect(fields(estimated!, without!)).toContain("effort");
});
