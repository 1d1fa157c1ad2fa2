import type { LikenessIndex } from "../../rulebook/playbook/likeness.ts";
import type { Playbook } from "../../schema/playbook.ts";
import { loadData } from "./load-data.ts";

/** By what the playbooks are found that a description is like. */
export function loadLikenessIndex(): LikenessIndex {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what the build wrote
  return loadData("playbooks", "index.json") as LikenessIndex;
}

/** What the build made of a playbook. `id` is one of the index. */
export function loadPlaybook(id: string): Playbook {
  // The build checked it; hit and miss, which only the build reads, are left out.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what the build wrote
  return loadData("playbooks", `${id}.json`) as Playbook;
}
