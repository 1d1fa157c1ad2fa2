import { canonicalJson } from "../core/canonical-json.ts";
import { sha256 } from "../core/hash.ts";
import type { Estimation } from "../schema/estimation.ts";
import type { Facet } from "../schema/facet.ts";
import type { GlossaryEntry } from "../schema/glossary.ts";
import type { HazardFile, LexiconSource } from "../schema/hazard.ts";
import type { Knowledge, SignalsFile, SignalSource, StandardsFile } from "../schema/knowledge.ts";
import type { Playbook, Presuppositions } from "../schema/playbook.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { compilePattern } from "./compile-pattern.ts";

/** What the files of config/knowledge and config/personas hold, each already checked by its schema. */
export interface KnowledgeSources {
  readonly signals: SignalsFile;
  readonly estimation: Estimation;
  readonly standards: StandardsFile;
  readonly personas: readonly PersonaRegistration[];
  readonly playbooks: readonly Playbook[];
  readonly facets: readonly Facet[];
  readonly glossary: readonly GlossaryEntry[];
  readonly presuppositions: Presuppositions;
  readonly hazards: readonly HazardFile[];
  readonly lexicon: LexiconSource;
}

/** Throws SyntaxError where a pattern is none; everything else is the lint's business (lint.ts). */
export function compileKnowledge(sources: KnowledgeSources): Knowledge {
  const personas = sources.personas.toSorted((a, b) => a.reviewOrder - b.reviewOrder);
  const { signals, quantities, macros, negation } = sources.signals;
  const readBy = countReaders(personas);
  const compile = (pattern: string) => compilePattern(fillMacros(pattern, macros));
  const content = {
    signals: signals.map(({ id, label, slot, patterns, exact, not }) => ({
      id,
      label,
      slot,
      patterns: patterns.map(compile),
      exact: exact.map(compile),
      not: not.map(compile),
      readBy: readBy.get(id) ?? 0,
    })),
    quantities: quantities.map(({ id, unit, patterns }) => ({
      id,
      unit,
      patterns: patterns.map(compile),
    })),
    negation,
    estimation: expandGroups(sources.estimation, signals),
    citations: sources.standards.standards.flatMap(({ prefix, refs }) =>
      refs.map(({ id }) => `${prefix}${id}`),
    ),
    personas,
    presuppositions: sources.presuppositions,
  };
  const { playbooks, facets, glossary, hazards, lexicon } = sources;
  return {
    version: sha256(canonicalJson([content, playbooks, facets, glossary, hazards, lexicon])),
    ...content,
  };
}

export function fillMacros(pattern: string, macros: SignalsFile["macros"]): string {
  return Object.entries(macros).reduce(
    (filled, [name, macro]) => filled.replaceAll(`{${name}}`, macro),
    pattern,
  );
}

/** A signal that few rules read says more about an epic than one that many read. */
function countReaders(personas: readonly PersonaRegistration[]): ReadonlyMap<string, number> {
  const readers = new Map<string, number>();
  for (const { when } of personas.flatMap(({ rules }) => rules)) {
    for (const id of [...(when.all ?? []), ...(when.any ?? [])]) {
      readers.set(id, (readers.get(id) ?? 0) + 1);
    }
  }
  return readers;
}

/** `dom.*` becomes the ids of the group, so that the program never looks for a star. */
function expandGroups(estimation: Estimation, signals: readonly SignalSource[]): Estimation {
  const expand = (ids: readonly string[]) =>
    ids.flatMap((id) =>
      id.endsWith("*")
        ? signals.map((signal) => signal.id).filter((other) => other.startsWith(id.slice(0, -1)))
        : [id],
    );
  const { confidence, priority } = estimation;
  return {
    ...estimation,
    confidence: {
      ...confidence,
      add: confidence.add.map((reason) =>
        Object.assign({}, reason, {
          signals: expand(reason.signals),
          excluded: expand(reason.excluded),
        }),
      ),
    },
    priority: { ...priority, pressing: expand(priority.pressing) },
  };
}
