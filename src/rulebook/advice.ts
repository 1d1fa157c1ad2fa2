import type { Knowledge } from "../schema/knowledge.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";
import { type Candidate, proposeFromRules } from "./candidates.ts";
import { isForeign } from "./confidence.ts";
import { candidatesFromHazards } from "./hazards/candidates.ts";
import type { HazardFinding } from "./hazards/propose.ts";
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
  /** What single sentences call for; asked where a short text is of no known kind. */
  readonly findings?: ((mode: ReviewMode) => readonly HazardFinding[]) | undefined;
}

export interface Grounds {
  readonly signals: SignalsById;
  /** Established by earlier reviews. */
  readonly facts: ReadonlySet<string>;
  /** Too little was understood to advise on what the description does not say. */
  readonly unsure: boolean;
}

/** What one persona says, and what it looked at without finding anything, in one line at most. */
export interface Advice {
  readonly kept: readonly Candidate[];
  readonly silence: readonly string[];
}

/**
 * A persona that ships speaks from the scene: of the kinds of feature that were recognised and of the
 * facets that the text shows; where a short text is of no kind, of what its sentences call for. A reader
 * who gets fifteen points about this feature reads them, thirty about its topics are thrown away. A
 * persona of the user's own keeps all of its rules.
 */
export function chooseAdvice(request: AdviceRequest, grounds: Grounds): Advice {
  const { scene, persona, knowledge } = request;
  return scene && knowledge.personas.includes(persona)
    ? adviseOnScene(request, scene, grounds)
    : adviseByRules(request, grounds);
}

function adviseOnScene(request: AdviceRequest, scene: Scene, grounds: Grounds): Advice {
  const { persona, knowledge, mode } = request;
  const { facts } = grounds;
  const { ranking } = knowledge.estimation;
  const { ofKind } = ranking.limits[mode];
  const known = proposeFromPlaybooks({ persona: persona.name, scene, mode, ranking, facts });
  const candidates =
    scene.kinds.length > 0 ? known : [...known, ...proposeWithoutKind(request, grounds)];
  const kept = selectCandidates(candidates, { topics: [], max: ofKind, perFocus: ofKind, facts });
  return { kept, silence: kept.length === 0 ? [NOTHING_TO_SAY] : [] };
}

/**
 * Playbooks, facets and hazards are English. Signals know some words of other languages, and names,
 * figures and standards in all: what two of them say is better than silence. Reading single sentences
 * costs more than all the rest, so it is done where nothing else is known.
 */
function proposeWithoutKind(request: AdviceRequest, grounds: Grounds): readonly Candidate[] {
  const { reading, knowledge } = request;
  const { confidence } = knowledge.estimation;
  return isForeign(reading, confidence)
    ? proposeByTopic(request, grounds)
    : proposeBySentence(request);
}

/** The surest of the topic rules; none of them stops anybody. */
function proposeByTopic(request: AdviceRequest, grounds: Grounds): readonly Candidate[] {
  const { ofTopic } = request.knowledge.estimation.ranking.limits[request.mode];
  return proposeByRules(request, grounds)
    .filter(standsOnSomething)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, ofTopic)
    .map((candidate) => Object.assign({}, candidate, { type: "suggested" as const }));
}

/** In a long text some sentence looks like anything: of what those called for, strangers found one in thirty fit. */
function proposeBySentence({
  persona,
  mode,
  knowledge,
  reading,
  findings = () => [],
}: AdviceRequest): readonly Candidate[] {
  if (reading.words > MOST_WORDS) return [];
  const { ranking } = knowledge.estimation;
  return candidatesFromHazards(findings(mode), persona.name, mode, ranking);
}

/** A paragraph. */
const MOST_WORDS = 120;

const NOTHING_TO_SAY =
  "Nothing in the description calls for a recommendation here; what it leaves open is among the questions.";

function adviseByRules(request: AdviceRequest, grounds: Grounds): Advice {
  const { persona, knowledge, mode } = request;
  const { facts, unsure } = grounds;
  const { max, perFocus } = knowledge.estimation.ranking.limits[mode];
  const proposed = proposeByRules(request, grounds);
  const candidates = unsure ? proposed.filter(standsOnSomething) : proposed;
  const topics = persona.mustAddress[mode];
  return {
    kept: selectCandidates(candidates, { topics, max, perFocus, facts }),
    silence: unsure ? [] : topicsWithoutFinding(persona, mode, candidates),
  };
}

function proposeByRules(
  { persona, reading, mode, knowledge }: AdviceRequest,
  { signals, facts }: Grounds,
): readonly Candidate[] {
  const { ranking } = knowledge.estimation;
  return proposeFromRules({ persona, reading, mode, signals, ranking, facts });
}

/** What was hardly understood gets no advice that only its silence would justify. */
function standsOnSomething({ rule, signals, quantities, facts }: Candidate): boolean {
  return rule.when.always === true || signals.length + quantities.length + facts.length > 0;
}
