import type { Condition } from "../schema/rule.ts";

/** The ids that a condition or a slot may name. */
export interface Vocabulary {
  readonly signals: ReadonlySet<string>;
  readonly quantities: ReadonlySet<string>;
}

export function lintCondition(
  when: Condition,
  { signals, quantities }: Vocabulary,
): readonly string[] {
  const { all = [], any = [], andAny = [], none = [], missing = [] } = when;
  const unknown = [...all, ...any, ...andAny, ...none].filter((id) => !signals.has(id));
  const uncounted = Object.keys(when.quantities ?? {}).filter((id) => !quantities.has(id));
  const unseen = missing.filter((id) => !signals.has(id) && !quantities.has(id));
  const barred = all.filter((id) => none.includes(id));
  return [
    ...(Object.keys(when).length === 0 ? ["the condition is empty; say `always: true`"] : []),
    ...unknown.map((id) => `there is no signal ${id}; mend the id or add it to signals.yml`),
    ...uncounted.map((id) => `there is no quantity ${id}; mend the id or add it to signals.yml`),
    ...unseen.map((id) => `there is no signal or quantity ${id}; mend the id`),
    ...barred.map((id) => `can never hold: ${id} is in \`all\` and in \`none\`; remove one`),
  ];
}

const SLOT = /\{([^{}]*)\}/g;

export function lintSlots(text: string, { signals, quantities }: Vocabulary): readonly string[] {
  const known = (id: string) => signals.has(id) || quantities.has(id);
  const faults: string[] = [];
  for (const [slot, inner = ""] of text.matchAll(SLOT)) {
    const ids = inner.split("|").slice(0, -1);
    const fallback = inner.slice(inner.lastIndexOf("|") + 1);
    if (ids.length === 0 || fallback.trim() === "" || known(fallback)) {
      faults.push(`the slot ${slot} has no words for when nothing is found; add |some words`);
    }
    for (const id of ids.filter((part) => !known(part))) {
      faults.push(`the slot ${slot} names ${id}, which is unknown; mend the id`);
    }
  }
  if (/[{}]/.test(text.replace(SLOT, ""))) faults.push(`a brace is not closed in "${text}"`);
  return faults;
}
