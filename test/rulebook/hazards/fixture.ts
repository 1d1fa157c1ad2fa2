import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { readYaml } from "../../../scripts/read-knowledge.ts";
import { compileHazards } from "../../../src/rulebook/hazards/compile.ts";
import { framesOf } from "../../../src/rulebook/hazards/frames.ts";
import { openLexicon } from "../../../src/rulebook/hazards/lexicon.ts";
import { type HazardFinding, proposeFromHazards } from "../../../src/rulebook/hazards/propose.ts";
import { tagWords } from "../../../src/rulebook/hazards/tag.ts";
import type { Shown } from "../../../src/rulebook/playbook/items.ts";
import { openPage } from "../../../src/rulebook/playbook/page.ts";
import { scopeSentences } from "../../../src/rulebook/playbook/scope.ts";
import { tokenize } from "../../../src/rulebook/playbook/tokens.ts";
import type { Reading } from "../../../src/rulebook/reading.ts";
import { splitSentences } from "../../../src/rulebook/sentences.ts";
import {
  type Hazard,
  type HazardFile,
  hazardFileSchema,
  hazardSchema,
  lexiconSchema,
} from "../../../src/schema/hazard.ts";
import type { ReviewMode } from "../../../src/schema/vocabulary.ts";

const knowledge = resolve(import.meta.dirname, "../../../config/knowledge");

export const lexicon = readYaml(join(knowledge, "lexicon.yml"), lexiconSchema);

export const shippedHazards: readonly HazardFile[] = readdirSync(join(knowledge, "hazards")).map(
  (file) => readYaml(join(knowledge, "hazards", file), hazardFileSchema),
);

export function hazard(rest: Partial<Record<keyof Hazard, unknown>> = {}): Hazard {
  return hazardSchema.parse({
    id: "edit-paid-order",
    persona: "architect",
    action: ["edit", "change"],
    object: ["order"],
    title: "Charge only the difference when a paid {object} is edited",
    why: "Money and {objects} drift apart.",
    done: "A test edits {an object}.",
    priority: "high",
    effort: { mvp: [1, 2], standard: [1, 2], enterprise: [1, 2] },
    hit: "Support can edit an order.",
    miss: "Support sorts the list.",
    ...rest,
  });
}

export const fileOf = (...hazards: readonly Hazard[]): HazardFile => ({
  lists: {},
  hazards: [...hazards],
});

interface Asked {
  readonly hazards?: readonly Hazard[];
  readonly shown?: Shown;
  readonly mode?: ReviewMode;
}

/** What the hazards say about a text. */
export function propose(
  text: string,
  { hazards = [hazard()], shown = () => true, mode = "enterprise" }: Asked = {},
): readonly HazardFinding[] {
  const { index, texts } = compileHazards([fileOf(...hazards)], lexicon);
  return proposeFromHazards({
    scene: sceneOf(text, shown),
    mode,
    index,
    loadHazard: (id) => {
      const found = texts[id];
      if (!found) throw new Error(`no text for ${id}`);
      return found;
    },
  });
}

export function sceneOf(text: string, shown: Shown = () => true) {
  const sentences = splitSentences(text);
  const reading: Reading = {
    text,
    sentences,
    present: new Map(),
    excluded: new Map(),
    quantities: new Map(),
    words: 0,
    english: 1,
    kinds: [],
    settled: [],
  };
  return { reading, page: openPage(scopeSentences(sentences)), shown };
}

/** The acts of a sentence, each with what it is done to: `share: registry, friends`. */
export function actsOf(sentence: string): readonly string[] {
  const words = tagWords(sentence, tokenize(sentence), openLexicon(lexicon));
  return framesOf(words).flatMap(({ at, kind, phrases }) => {
    if (phrases.length === 0) return kind === "noun" ? [] : [`${words[at]?.lower}:`];
    const done = phrases.map(({ from, head }) =>
      words
        .slice(from, head + 1)
        .map(({ lower }) => lower)
        .join(" "),
    );
    return [`${words[at]?.lower}: ${done.join(", ")}`];
  });
}
