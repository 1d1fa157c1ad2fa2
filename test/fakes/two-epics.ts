import { epicOf } from "./any-epic.ts";
import { output, runOf } from "./output.ts";
import { recommendation } from "./review.ts";

export const before = epicOf([
  output("architect", [
    recommendation("a-1", { priority: "medium" }),
    recommendation("a-2"),
    recommendation("a-3", { title: "Numbered by a model", description: "" }),
  ]),
]);
export const after = epicOf(
  [
    output("architect", [
      recommendation("a-1", { priority: "high", description: "Otherwise" }),
      recommendation("a-9", { title: "Numbered by a model", description: "" }),
      recommendation("a-4", { type: "blocking", effort: { low: 4, high: 4, expected: 4 } }),
    ]),
  ],
  {},
  runOf(["architect", "legal-counsel"]),
);
