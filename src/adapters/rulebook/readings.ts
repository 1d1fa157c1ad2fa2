import { readDescription } from "../../rulebook/detect.ts";
import { type HazardFinding, proposeFromHazards } from "../../rulebook/hazards/propose.ts";
import { openScene, type Scene } from "../../rulebook/playbook/scene.ts";
import type { Knowledge } from "../../schema/knowledge.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import { loadFacet, loadFacetSigns } from "./load-facets.ts";
import { loadHazard, loadHazardIndex } from "./load-hazards.ts";
import { loadLikenessIndex, loadPlaybook } from "./load-playbook.ts";

/** More than the epics that one process has under review at once. */
const MOST_KEPT = 8;

/** What a description says, which kinds of feature it is of, and what its sentences call for. */
export interface Understanding {
  readonly scene: Scene;
  readonly findings: (mode: ReviewMode) => readonly HazardFinding[];
}

export type Read = (description: string) => Understanding;

/** Reads each description once, however many personas ask for it. */
export function createReader(knowledge: Knowledge): Read {
  const kept = new Map<string, Understanding>();
  return (description) => {
    const known = kept.get(description);
    if (known) return known;
    const understanding = understand(description, knowledge);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= MOST_KEPT) kept.delete(oldest);
    kept.set(description, understanding);
    return understanding;
  };
}

function understand(description: string, knowledge: Knowledge): Understanding {
  const reading = readDescription(description, knowledge);
  const { presuppositions } = knowledge;
  const signs = { likeness: loadLikenessIndex(), facets: loadFacetSigns(), presuppositions };
  const scene = openScene(reading, signs, { loadPlaybook, loadFacet });
  const found = new Map<ReviewMode, readonly HazardFinding[]>();
  return {
    scene,
    findings: (mode) => {
      const known = found.get(mode);
      if (known) return known;
      const index = loadHazardIndex();
      const findings = proposeFromHazards({ scene, mode, index, loadHazard });
      found.set(mode, findings);
      return findings;
    },
  };
}
