import type { ConflictPair } from "../core/assessment.ts";
import type { Estimation } from "../schema/estimation.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import { openPage, type Page } from "./playbook/page.ts";
import { tokenize } from "./playbook/tokens.ts";

/** A recommendation by what its title says. */
interface Titled {
  readonly id: string;
  readonly persona: string;
  readonly page: Page;
}

/**
 * The known conflicts as pairs of recommendations: by the rules that the catalogue names, and, since
 * playbooks word things in their own way, by what two titles of different personas speak of.
 */
export function conflictsOf(
  outputs: readonly Pick<PersonaOutput, "persona" | "recommendations">[],
  { conflicts }: Estimation,
): readonly ConflictPair[] {
  const titled = outputs.flatMap(({ persona, recommendations }) =>
    recommendations.map(({ id, title }) => ({ id, persona: persona.name, page: pageOf(title) })),
  );
  return conflicts.flatMap(({ id, between, shown, resolution, decider }) => {
    const pair = { id, resolution, decider };
    const found = shown && findPair(titled, shown);
    return found
      ? [
          { ...pair, between },
          { ...pair, between: found },
        ]
      : [{ ...pair, between }];
  });
}

function findPair(
  titled: readonly Titled[],
  [one, other]: readonly [readonly string[], readonly string[]],
): [string, string] | undefined {
  const others = titled.filter(({ page }) => page.find(other).length > 0);
  for (const first of titled.filter(({ page }) => page.find(one).length > 0)) {
    const second = others.find(({ persona }) => persona !== first.persona);
    if (second) return [first.id, second.id];
  }
  return undefined;
}

/** A title as a text of one sentence. */
const pageOf = (text: string): Page =>
  openPage([
    { text, start: 0, scope: "wanted", leading: true, purpose: false, tokens: tokenize(text) },
  ]);
