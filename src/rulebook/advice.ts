import type { Knowledge } from "../schema/knowledge.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";
import { type Candidate, proposeFromRules } from "./candidates.ts";
import { topicsWithoutFinding } from "./insights.ts";
import { proposeFromPlaybooks } from "./playbook/propose.ts";
import type { Scene } from "./playbook/scene.ts";
import type { Reading } from "./reading.ts";
import { selectCandidates } from "./select.ts";
import type { SignalsById } from "./slots.ts";

export interface AdviceRequest {
  readonly persona: PersonaRegistration;
  readonly knowledge: Knowledge;
  readonly reading: Reading;
  readonly mode: ReviewMode;
  /** The kinds of feature that the description is of; without it only the rules speak. */
  readonly scene?: Scene | undefined;
}

export interface Grounds {
  readonly signals: SignalsById;
  /** Established by earlier reviews. */
  readonly facts: ReadonlySet<string>;
  /** Too little was understood to advise on what the description does not say. */
  readonly isVague: boolean;
}

/** What one persona says, and what it looked at without finding anything, in one line at most. */
export interface Advice {
  readonly kept: readonly Candidate[];
  readonly silence: readonly string[];
}

/**
 * On a known kind of feature the playbooks speak and the topic rules are silent: a reader who gets
 * twelve points about this feature reads them, thirty about its topics are thrown away. A persona of
 * the user's own keeps its rules.
 */
export function chooseAdvice(request: AdviceRequest, grounds: Grounds): Advice {
  const { scene, persona, knowledge } = request;
  return scene && scene.kinds.length > 0 && knowledge.personas.includes(persona)
    ? adviseOnKind(request, scene, grounds)
    : adviseByRules(request, grounds);
}

function adviseOnKind(
  { persona: { name: persona }, knowledge, mode }: AdviceRequest,
  scene: Scene,
  { facts }: Grounds,
): Advice {
  const { ranking } = knowledge.estimation;
  const { ofKind } = ranking.limits[mode];
  const candidates = proposeFromPlaybooks({ persona, scene, mode, ranking, facts });
  const bounds = { topics: [], max: ofKind, perFocus: ofKind, facts };
  return { kept: selectCandidates(candidates, bounds), silence: [] };
}

function adviseByRules(
  { persona, knowledge, reading, mode }: AdviceRequest,
  { signals, facts, isVague }: Grounds,
): Advice {
  const { ranking } = knowledge.estimation;
  const { max, perFocus } = ranking.limits[mode];
  const proposed = proposeFromRules({ persona, reading, mode, signals, ranking, facts });
  const candidates = isVague ? proposed.filter(standsOnSomething) : proposed;
  const topics = persona.mustAddress[mode];
  return {
    kept: selectCandidates(candidates, { topics, max, perFocus, facts }),
    silence: isVague ? [] : topicsWithoutFinding(persona, mode, candidates),
  };
}

/** A vague description gets no advice that only its silence would justify. */
function standsOnSomething({ rule, signals, quantities, facts }: Candidate): boolean {
  return rule.when.always === true || signals.length + quantities.length + facts.length > 0;
}
