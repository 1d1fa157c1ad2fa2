import { changedMeanwhile } from "../../core/ticket-refusals.ts";
import type { TreeIndex } from "../../ports/tree-index.ts";

export function memoryTreeIndex(): TreeIndex {
  let text: string | undefined;
  return {
    async read() {
      return text;
    },
    async write({ before, after }) {
      if (text !== before) throw changedMeanwhile(".ai/workflow/INDEX.md");
      text = after;
    },
  };
}
